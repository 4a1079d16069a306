using System.Text.Json;
using Baton.Desk;
using Baton.Runtime;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Deletes what is kept of evaluated decisions: one evaluation at once, many in an operation in the background.</summary>
internal static class DecisionDeletionEndpoints
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/decision-instances/{key}/deletion",
            (Key key, Body<OperationBody> _, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Command("DecisionEvaluation:DELETE", session => session.DeleteDecisionEvaluation(key.Value), ct)
        );
        engine.MapPost(
            "/decision-instances/deletion",
            (Body<DecisionBatchBody> body, DeskUser user, BatonRuntime runtime, CancellationToken ct) =>
                InstanceBatchEndpoints.Create(runtime, user, new DeleteDecisionInstancesPlan(), Which(body.Value.Filter), ct)
        );
    }

    /// <summary>A filter without conditions would mean every decision, which nobody writes on purpose.</summary>
    private static Filter Which(JsonElement filter) =>
        FilterReader.Read(filter, DecisionInstanceEndpoints.Schema)
        ?? throw SearchReader.Wrong("filter", "must have at least one condition, as it decides which decision instances are deleted");
}

/// <summary>Which decision instances.</summary>
internal sealed record DecisionBatchBody
{
    public required JsonElement Filter { get; init; }

    public long? OperationReference { get; init; }
}
