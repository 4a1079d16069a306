using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Shows operations on many instances and their items; pauses and stops them.</summary>
internal static class BatchOperationEndpoints
{
    private static readonly SearchSchema Operations = new(
        SearchField.Key("batchOperationKey"),
        SearchField.Word("operationType", Words.BatchTypes),
        SearchField.Word("state", Words.BatchStates),
        SearchField.Instant("startDate"),
        SearchField.Instant("endDate"),
        SearchField.Word("actorType", Words.ActorTypes),
        SearchField.Text("actorId")
    );

    private static readonly SearchSchema Items = new(
        SearchField.Key("batchOperationKey"),
        SearchField.Word("operationType", Words.BatchTypes),
        SearchField.Key("itemKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Word("state", Words.BatchItemStates),
        SearchField.Instant("processedDate")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/batch-operations/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Operations, request => search.BatchOperations(request, ct), BatchOperationView.Of)
        );
        engine.MapGet(
            "/batch-operations/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.BatchOperation(key.Value, ct), BatchOperationView.Of, "batch operation", key)
        );
        engine.MapPost(
            "/batch-operation-items/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Items, request => search.BatchItems(request, ct), BatchItemView.Of)
        );
        engine.MapPost(
            "/batch-operations/{key}/cancellation",
            (Key key, BatonRuntime runtime, CancellationToken ct) => Changed("CANCEL", runtime.Batches.Cancel(key.Value, ct))
        );
        engine.MapPost(
            "/batch-operations/{key}/suspension",
            (Key key, BatonRuntime runtime, CancellationToken ct) => Changed("SUSPEND", runtime.Batches.Suspend(key.Value, ct))
        );
        engine.MapPost(
            "/batch-operations/{key}/resumption",
            (Key key, BatonRuntime runtime, CancellationToken ct) => Changed("RESUME", runtime.Batches.Resume(key.Value, ct))
        );
    }

    private static async Task<IResult> Changed(string verb, Task<Outcome<Done>> change) =>
        (await change).Problem is { } problem ? EngineProblem.Rejected("BatchOperation:" + verb, problem) : TypedResults.NoContent();
}

internal sealed record BatchOperationView(
    Key BatchOperationKey,
    string State,
    string BatchOperationType,
    DateTimeOffset? StartDate,
    DateTimeOffset? EndDate,
    string? ActorType,
    string? ActorId,
    long OperationsTotalCount,
    long OperationsFailedCount,
    long OperationsCompletedCount,
    IReadOnlyList<BatchErrorView> Errors
)
{
    public static BatchOperationView Of(BatchOperationRow row) =>
        new(
            row.BatchOperationKey,
            row.State,
            row.Type,
            row.StartDate,
            row.EndDate,
            row.Actor is null ? null : "USER",
            row.Actor,
            row.Total,
            row.Failed,
            row.Completed,
            row.Error is { } error ? [new BatchErrorView(1, "QUERY_FAILED", error)] : []
        );
}

/// <summary>Why the items of an operation could not be found; there is one partition.</summary>
internal sealed record BatchErrorView(int PartitionId, string Type, string Message);

internal sealed record BatchItemView(
    string OperationType,
    Key BatchOperationKey,
    Key ItemKey,
    Key ProcessInstanceKey,
    Key? RootProcessInstanceKey,
    string State,
    DateTimeOffset? ProcessedDate,
    string? ErrorMessage
)
{
    /// <summary>The contract's word for no process instance: a decision that was evaluated outside of any.</summary>
    private const long NoInstance = -1;

    public static BatchItemView Of(BatchItemRow row) =>
        new(
            row.Type,
            row.BatchOperationKey,
            row.ItemKey,
            row.ProcessInstanceKey ?? NoInstance,
            Key.Of(row.RootProcessInstanceKey),
            row.State,
            row.ProcessedDate,
            row.ErrorMessage
        );
}
