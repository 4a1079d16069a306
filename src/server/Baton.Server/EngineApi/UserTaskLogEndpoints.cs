using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>
/// Shows what was done with a user task. It comes from the journal of the engine, which knows what happened and when, but not on whose behalf:
/// the actor is null.
/// </summary>
internal static class UserTaskLogEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("auditLogKey"),
        SearchField.Word("operationType", Words.Operations),
        SearchField.Word("result", Words.OperationResults),
        SearchField.Instant("timestamp"),
        SearchField.Text("actorId"),
        SearchField.Word("actorType", Words.ActorTypes)
    );

    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/user-tasks/{key}/audit-logs/search", Search);

    private static async Task<IResult> Search(Key key, Body<SearchBody> body, EngineSearch search, CancellationToken ct)
    {
        SearchRequest request = SearchReader.Read(body.Value, Schema);
        return await search.UserTask(key.Value, ct) is { } task
            ? EngineCalls.Found(await search.UserTaskLog(key.Value, request, ct), row => AuditLogView.Of(row, task))
            : EngineCalls.Missing("user task", key);
    }
}

/// <summary>An entry of the log with the members that entries about other things have too.</summary>
internal sealed record AuditLogView
{
    public required string AuditLogKey { get; init; }

    public required Key EntityKey { get; init; }

    public string EntityType { get; } = "USER_TASK";

    public required string OperationType { get; init; }

    public Key? BatchOperationKey { get; }

    public string? BatchOperationType { get; }

    public required DateTimeOffset Timestamp { get; init; }

    public string? ActorId { get; }

    public string? ActorType { get; }

    public string? AgentElementId { get; }

    public string TenantId { get; } = Tenants.Default;

    public string Result { get; } = "SUCCESS";

    public string Category { get; } = "USER_TASKS";

    public required string ProcessDefinitionId { get; init; }

    public required Key ProcessDefinitionKey { get; init; }

    public required Key ProcessInstanceKey { get; init; }

    public required Key RootProcessInstanceKey { get; init; }

    public required Key ElementInstanceKey { get; init; }

    public Key? JobKey { get; }

    public required Key UserTaskKey { get; init; }

    public string? DecisionRequirementsId { get; }

    public Key? DecisionRequirementsKey { get; }

    public string? DecisionDefinitionId { get; }

    public Key? DecisionDefinitionKey { get; }

    public Key? DecisionEvaluationKey { get; }

    public Key? DeploymentKey { get; }

    public Key? FormKey { get; }

    public Key? ResourceKey { get; }

    public Key? RelatedEntityKey { get; }

    public string? RelatedEntityType { get; }

    public string? EntityDescription { get; }

    public static AuditLogView Of(UserTaskLogRow row, UserTaskRow task) =>
        new()
        {
            AuditLogKey = row.Key,
            EntityKey = task.UserTaskKey,
            OperationType = row.Operation,
            Timestamp = row.Timestamp,
            ProcessDefinitionId = task.ProcessDefinitionId,
            ProcessDefinitionKey = task.ProcessDefinitionKey,
            ProcessInstanceKey = task.ProcessInstanceKey,
            RootProcessInstanceKey = task.RootProcessInstanceKey,
            ElementInstanceKey = task.ElementInstanceKey,
            UserTaskKey = task.UserTaskKey,
        };
}
