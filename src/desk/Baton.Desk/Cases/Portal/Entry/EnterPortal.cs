using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>What a customer gives to follow his case.</summary>
/// <param name="Number">Number of the case, in capitals or not.</param>
/// <param name="Code">The code that he was given with it, with or without the line in the middle.</param>
public sealed record EnterPortalRequest(string Number, string Code);

/// <summary>
/// Opens a case on the customers' page with its number and its code. An unknown number, a wrong code and a case that is closed for a while are answered
/// alike and take the same work, so that nothing is learnt about numbers; each of them stands in the security log, without the code.
/// </summary>
public sealed class EnterPortal(
    BatonRuntime runtime,
    DeskReader reader,
    PortalTickets tickets,
    PortalLimits limits,
    IOptions<PortalOptions> options
)
{
    private const int NumberMaxLength = 100;

    public async Task<Outcome<PortalEntry>> Handle(PortalCaller caller, EnterPortalRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.Enabled)
            return PortalTexts.Off(caller.Language);
        var typed = (request.Number ?? "").Trim().ToUpperInvariant();
        var number = typed.Length > NumberMaxLength ? typed[..NumberMaxLength] : typed;
        if (limits.Entry(caller, number) is { } tooMany)
            return tooMany;
        // The slow hashing happens outside of the write lane, on what was read before; the lane decides on what is true then.
        var before = await reader.Read(db => Find(db, number, ct), ct);
        var isRight = Secrets.IsPassword(before?.CodeHash, PortalCode.Normal(request.Code), out _);
        PortalEntry? entry = null;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var access = await Find(db, number, ct);
                var refusal = Decide(access, isRight && access?.CodeHash == before?.CodeHash, unit.Now, options.Value);
                if (refusal is null)
                    entry = tickets.Issue(new(access!.CaseKey, access.Round));
                else
                    db.SecurityEvents.Add(Refused(unit, refusal, number, caller));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
        return entry is null ? PortalTexts.Refused(caller.Language) : entry;
    }

    private static Task<PortalAccess?> Find(DeskDb db, string number, CancellationToken ct) =>
        db.PortalAccesses.Where(row => db.Cases.Any(one => one.Key == row.CaseKey && one.Number == number)).SingleOrDefaultAsync(ct);

    /// <summary>Null for whoever may come in, else what the security log says; counts on the row.</summary>
    private static string? Decide(PortalAccess? access, bool isRight, DateTimeOffset now, PortalOptions options)
    {
        if (access is null || PortalLock.IsLocked(access, now))
            return SecurityEventKinds.PortalRefused;
        if (!isRight)
            return PortalLock.CountFailure(access, now, options) ? SecurityEventKinds.PortalLocked : SecurityEventKinds.PortalRefused;
        PortalLock.CountSuccess(access, now);
        return null;
    }

    private static SecurityEvent Refused(UnitOfWork unit, string kind, string number, PortalCaller caller) =>
        new()
        {
            Key = unit.NextKey(),
            At = unit.Now,
            Kind = kind,
            UserName = number,
            RemoteAddress = caller.Address,
        };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/portal/session",
                async (EnterPortalRequest request, PortalCaller caller, EnterPortal handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(caller, request, ct))
            )
            .ForCustomers()
            .Describe("EnterPortal", "Open a case with its number and the customer's code, for a ticket", PortalRoutes.Refusals)
            .Produces<PortalEntry>();
}
