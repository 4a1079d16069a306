using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>An operation on many instances.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">Such as CANCEL_PROCESS_INSTANCE or RESOLVE_INCIDENT.</param>
/// <param name="State">CREATED, ACTIVE, SUSPENDED, COMPLETED, PARTIALLY_COMPLETED, CANCELED or FAILED.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Total">How many items it has; grows as long as they are being collected.</param>
/// <param name="Completed">How many are done.</param>
/// <param name="Failed">How many could not be done.</param>
/// <param name="Error">Why its items could not be found.</param>
/// <param name="StartedAt">When the first item was begun.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record BatchLine(
    long Key,
    string Type,
    string State,
    string? Actor,
    int Total,
    int Completed,
    int Failed,
    string? Error,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
)
{
    /// <summary>It goes on by itself.</summary>
    public bool IsRunning => State is "CREATED" or "ACTIVE";

    internal static BatchLine Of(BatchOperationRow row) =>
        new(
            row.BatchOperationKey,
            row.Type,
            row.State,
            row.Actor,
            (int)row.Total,
            (int)row.Completed,
            (int)row.Failed,
            row.Error,
            row.StartDate,
            row.EndDate
        );
}

/// <summary>Lists operations on many instances, the newest first: one that was left is found again.</summary>
public sealed class ListBatches(EngineSearch search)
{
    public async Task<Outcome<Page<BatchLine>>> Handle(
        DeskUser user,
        string? cursor = null,
        int? limit = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        var count = Math.Clamp(limit ?? 50, 1, 200);
        var found = await search.BatchOperations(Conditions.Newest([], "batchOperationKey", cursor, count), ct);
        return found.Then(rows => Conditions.Page(rows, count, BatchLine.Of));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/batches",
                async (string? cursor, int? limit, DeskUser user, ListBatches handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, cursor, limit, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ListBatches", "Operations on many instances, the newest first", StatusCodes.Status400BadRequest)
            .Produces<Page<BatchLine>>();
}
