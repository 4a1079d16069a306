using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Bulk;

/// <summary>What is to be done to several cases.</summary>
/// <param name="Action">One of <see cref="CaseActions"/>.</param>
/// <param name="Cases">Numbers or keys; 200 at most.</param>
public sealed record BulkCasesRequest(string Action, IReadOnlyList<string> Cases)
{
    /// <summary>Needed to suspend and to abort; 1000 characters at most.</summary>
    public string? Reason { get; init; }

    /// <summary>To add or to remove.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }
}

/// <summary>Does one thing to several cases, to each with the rights and rules that it has for one, and says what became of each.</summary>
public sealed class BulkCases(CaseDeeds deeds, BulkLog log)
{
    public async Task<Outcome<BulkResult>> Handle(DeskUser user, BulkCasesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ct.ThrowIfCancellationRequested();
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        if (BulkRules.Check(user, request) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        var items = request.Cases.Distinct(StringComparer.Ordinal).Select(number => new BulkItem(0, number)).ToList();
        return BulkResult.Of(await log.Run(user, BulkKinds.Cases, request.Action, items, item => deeds.Do(user, item, request)));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/bulk/cases",
                async (BulkCasesRequest request, DeskUser user, BulkCases handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("BulkCases", "Do one thing to several cases", StatusCodes.Status400BadRequest)
            .Produces<BulkResult>();
}
