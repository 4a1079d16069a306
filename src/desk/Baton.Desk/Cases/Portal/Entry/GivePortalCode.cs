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

/// <summary>Number and code by which a customer follows his case. The code is told this once.</summary>
public sealed record PortalCodeGiven(string Number, string Code);

/// <summary>
/// Gives the customer of a case a code for his own page, the first or another one; an earlier code and the tickets that were opened with it are invalid
/// at once, and a lock after wrong codes ends.
/// </summary>
public sealed class GivePortalCode(BatonRuntime runtime, IOptions<PortalOptions> options, DeskChanges changes)
{
    /// <summary>Any of these may, on cases that he may read.</summary>
    internal static readonly string[] Givers = [Permissions.OpenCases, Permissions.SteerCases];

    internal static bool May(DeskUser user) => Givers.Any(user.May);

    public async Task<Outcome<PortalCodeGiven>> Handle(DeskUser user, string caseNumber, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!May(user))
            return Problems.Forbidden(user.Language);
        var code = PortalCode.New();
        var hash = Secrets.HashPassword(PortalCode.Normal(code));
        return await runtime.Write<PortalCodeGiven>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!options.Value.Enabled)
                    return PortalTexts.Off(user.Language);
                if (!await db.CaseTypes.AnyAsync(type => type.Code == row.TypeCode && type.IsOnPortal, ct))
                    return PortalTexts.Words.Rejected("type-not-on-portal", user.Language);
                await Give(db, unit, row, hash, user.UserName, ct);
                Timeline.Add(db, unit, row.Key, PortalCodes.CodeGiven, user.UserName);
                db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.PortalCodeGiven, user.UserName, null, row.Number));
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                await db.SaveChangesAsync(ct);
                unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key)));
                return new PortalCodeGiven(row.Number, code);
            },
            ct
        );
    }

    /// <summary>Keeps the hash of a new code in the unit; the caller saves.</summary>
    internal static async Task Give(DeskDb db, UnitOfWork unit, Case row, string hash, string by, CancellationToken ct)
    {
        var access = await db.PortalAccesses.SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
        if (access is null)
        {
            db.PortalAccesses.Add(
                new()
                {
                    CaseKey = row.Key,
                    CodeHash = hash,
                    GivenAt = unit.Now,
                    GivenBy = by,
                }
            );
            return;
        }
        (access.CodeHash, access.Round, access.GivenAt, access.GivenBy) = (hash, access.Round + 1, unit.Now, by);
        (access.Failures, access.LockedUntil) = (0, null);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/portal-code",
                async (string number, DeskUser user, GivePortalCode handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, ct))
            )
            .RequirePermission(Givers)
            .Describe(
                "GivePortalCode",
                "Give the customer of a case a new code for his own page",
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<PortalCodeGiven>();
}
