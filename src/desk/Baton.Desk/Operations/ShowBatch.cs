using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>An operation with what became of its items.</summary>
public sealed record BatchView(BatchLine Batch, Page<BatchItem> Items);

/// <summary>What became of one item: ACTIVE, COMPLETED, SKIPPED, FAILED or CANCELED, and why.</summary>
public sealed record BatchItem(long ItemKey, long? InstanceKey, string State, string? Reason, DateTimeOffset? At);

/// <summary>Shows how far an operation on many instances is, and what failed with its reason.</summary>
public sealed class ShowBatch(EngineSearch search)
{
    /// <param name="user">Who asks.</param>
    /// <param name="key">The operation.</param>
    /// <param name="state">Items of one state only; null for all.</param>
    /// <param name="cursor">Where to read on.</param>
    /// <param name="limit">How many items at most.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Outcome<BatchView>> Handle(
        DeskUser user,
        long key,
        string? state = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (await search.BatchOperation(key, ct) is not { } row)
            return OperationTexts.Words.NotFound("batch", user.Language);
        var conditions = new List<Filter> { new Filter.Where("batchOperationKey", key) };
        Conditions.Add(conditions, ("state", state));
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var found = await search.BatchItems(Conditions.Newest(conditions, "itemKey", cursor, count) with { Sort = [] }, ct);
        return found.Then(items => new BatchView(
            BatchLine.Of(row),
            Conditions.Page(
                items,
                count,
                item => new BatchItem(item.ItemKey, item.ProcessInstanceKey, item.State, item.ErrorMessage, item.ProcessedDate)
            )
        ));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/batches/{key:long}",
                async (long key, string? state, string? cursor, int? limit, DeskUser user, ShowBatch handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, state, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe(
                "ShowBatch",
                "An operation on many instances, with what became of each",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<BatchView>();
}
