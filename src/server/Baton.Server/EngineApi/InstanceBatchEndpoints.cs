using System.Text.Json;
using Baton.Desk;
using Baton.Engine.Migration;
using Baton.Runtime;
using Baton.Runtime.Batches;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Does the same to many process instances: a filter says which, the answer is the operation that goes on in the background.</summary>
internal static class InstanceBatchEndpoints
{
    private const int MostInstructions = 1_000;

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/process-instances/cancellation",
            (Body<InstanceBatchBody> body, DeskUser user, BatonRuntime runtime, CancellationToken ct) =>
                Create(runtime, user, new CancelInstancesPlan(), Which(body.Value.Filter), ct)
        );
        engine.MapPost(
            "/process-instances/incident-resolution",
            (Body<InstanceBatchBody> body, DeskUser user, BatonRuntime runtime, CancellationToken ct) =>
                Create(runtime, user, new ResolveIncidentsPlan(), Which(body.Value.Filter), ct)
        );
        engine.MapPost(
            "/process-instances/deletion",
            (Body<InstanceBatchBody> body, DeskUser user, BatonRuntime runtime, CancellationToken ct) =>
                Create(runtime, user, new DeleteInstancesPlan(), Which(body.Value.Filter), ct)
        );
        engine.MapPost(
            "/process-instances/modification",
            (Body<ModificationBatchBody> body, DeskUser user, BatonRuntime runtime, CancellationToken ct) =>
                Create(runtime, user, new ModifyInstancesPlan(Moves(body.Value.MoveInstructions)), Which(body.Value.Filter), ct)
        );
        engine.MapPost("/process-instances/migration", Migrate);
        engine.MapPost("/process-instances/{key}/incident-resolution", ResolveIncidents);
        engine.MapPost(
            "/process-instances/{key}/deletion",
            (Key key, Body<OperationBody> _, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Command("ProcessInstance:DELETE", session => session.DeleteInstance(key.Value), ct)
        );
    }

    internal static async Task<IResult> Create(BatonRuntime runtime, DeskUser user, BatchPlan plan, Filter filter, CancellationToken ct)
    {
        Outcome<CreatedBatch> outcome = await runtime.Batches.Create(new CreateBatchRequest(plan, filter) { Actor = user.UserName }, ct);
        return outcome.Problem is { } problem
            ? EngineProblem.Rejected("BatchOperation:CREATE", problem)
            : EngineJson.Ok(CreatedBatchView.Of(outcome.Value));
    }

    private static async Task<IResult> Migrate(
        Body<MigrationBatchBody> body,
        DeskUser user,
        EngineSearch search,
        BatonRuntime runtime,
        CancellationToken ct
    )
    {
        MigrationPlanBody plan = body.Value.MigrationPlan;
        if (await search.ProcessDefinition(plan.TargetProcessDefinitionKey.Value, ct) is null)
        {
            throw SearchReader.Wrong(
                "migrationPlan.targetProcessDefinitionKey",
                $"must be the key of a process definition, but there is none with the key {plan.TargetProcessDefinitionKey}"
            );
        }
        IReadOnlyList<MigrationMappingBody> mappings = Bounded(plan.MappingInstructions, "migrationPlan.mappingInstructions");
        var wanted = new MigrateInstancesPlan(
            plan.TargetProcessDefinitionKey.Value,
            [.. mappings.Select(each => new ElementMapping(each.SourceElementId, each.TargetElementId))]
        );
        return await Create(runtime, user, wanted, Which(body.Value.Filter), ct);
    }

    /// <summary>Tries all open incidents of an instance again, and of what it called.</summary>
    private static async Task<IResult> ResolveIncidents(
        Key key,
        Body<OperationBody> _,
        DeskUser user,
        EngineSearch search,
        BatonRuntime runtime,
        CancellationToken ct
    )
    {
        if (await search.ProcessInstance(key.Value, ct) is not { } instance)
        {
            return EngineCalls.Missing("process instance", key);
        }
        string scope = instance.RootProcessInstanceKey == key.Value ? "rootProcessInstanceKey" : "processInstanceKey";
        return await Create(runtime, user, new ResolveIncidentsPlan(), new Filter.Where(scope, key.Value), ct);
    }

    /// <summary>A filter without conditions would mean every instance, which nobody writes on purpose.</summary>
    private static Filter Which(JsonElement filter) =>
        FilterReader.Read(filter, ProcessInstanceEndpoints.Schema)
        ?? throw SearchReader.Wrong("filter", "must have at least one condition, as it decides which process instances are changed");

    private static IReadOnlyList<BatchMove> Moves(IReadOnlyList<BatchMoveInstruction> instructions) =>
        [.. Bounded(instructions, "moveInstructions").Select(each => new BatchMove(each.SourceElementId, each.TargetElementId))];

    private static IReadOnlyList<T> Bounded<T>(IReadOnlyList<T> instructions, string property) =>
        instructions.Count is > 0 and <= MostInstructions
            ? instructions
            : throw SearchReader.Wrong(property, FormattableString.Invariant($"must have 1 to {MostInstructions} instructions"));
}

/// <summary>Which process instances.</summary>
internal record InstanceBatchBody
{
    public required JsonElement Filter { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record ModificationBatchBody : InstanceBatchBody
{
    public required IReadOnlyList<BatchMoveInstruction> MoveInstructions { get; init; }
}

internal sealed record BatchMoveInstruction
{
    public required string SourceElementId { get; init; }

    public required string TargetElementId { get; init; }
}

internal sealed record MigrationBatchBody : InstanceBatchBody
{
    public required MigrationPlanBody MigrationPlan { get; init; }
}

internal sealed record MigrationPlanBody
{
    public required Key TargetProcessDefinitionKey { get; init; }

    public required IReadOnlyList<MigrationMappingBody> MappingInstructions { get; init; }
}

internal sealed record CreatedBatchView(Key BatchOperationKey, string BatchOperationType)
{
    public static CreatedBatchView Of(CreatedBatch batch) => new(batch.BatchOperationKey, batch.Type);
}
