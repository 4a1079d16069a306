using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Bulk;

/// <summary>
/// Takes back what the user did to several at once, within ten minutes and once: what somebody has changed since is left alone, with a reason.
/// </summary>
public sealed class UndoBulk(CaseDeeds cases, TaskDeeds tasks, BulkLog log)
{
    public async Task<Outcome<BulkResult>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var begun = await log.BeginUndo(user, key, ct);
        if (begun.Problem is { } refused)
            return refused;
        var row = begun.Value;
        await log.Each(row, row.Read(), item => Undo(user, row.Kind, item));
        return BulkResult.Of(row);
    }

    /// <summary>Pure: why the action is not taken back, or null.</summary>
    internal static Problem? Decide(BulkAction row, DateTimeOffset now, string language) =>
        row.UndoneAt is not null ? BulkTexts.Words.Rejected("bulk-undone", language)
        : row.Read().All(item => item.Trace is null) ? BulkTexts.Words.Rejected("bulk-final", language)
        : now > row.At + BulkRules.UndoTime ? BulkTexts.Words.Rejected("bulk-too-late", language)
        : null;

    private Task<BulkItem> Undo(DeskUser user, string kind, BulkItem item) =>
        item.Trace is null ? Task.FromResult(item)
        : kind == BulkKinds.Cases ? cases.Undo(user, item)
        : tasks.Undo(user, item);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/bulk/{key:long}/undo",
                async (long key, DeskUser user, UndoBulk handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("UndoBulk", "Take back what I did to several at once", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<BulkResult>();
}
