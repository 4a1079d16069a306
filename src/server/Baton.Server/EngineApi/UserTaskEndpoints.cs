using Baton.Engine.UserTasks;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds user tasks and works on them: complete, assign, unassign, change.</summary>
internal static class UserTaskEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("userTaskKey"),
        SearchField.Word("state", Words.UserTaskStates),
        SearchField.Text("assignee"),
        SearchField.OneOf("candidateGroup"),
        SearchField.OneOf("candidateUser"),
        SearchField.Text("elementId"),
        SearchField.Text("name"),
        SearchField.Number("priority"),
        SearchField.Instant("creationDate"),
        SearchField.Instant("completionDate"),
        SearchField.Instant("dueDate"),
        SearchField.Instant("followUpDate"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Tags("tags")
    )
    {
        VariableFilters = ["processInstanceVariables"],
        LocalVariableFilters = ["localVariables"],
    };

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/user-tasks/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.UserTasks(request, ct), UserTaskView.Of)
        );
        engine.MapGet(
            "/user-tasks/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.UserTask(key.Value, ct), UserTaskView.Of, "user task", key)
        );
        engine.MapPost("/user-tasks/{key}/completion", Complete);
        engine.MapPost("/user-tasks/{key}/assignment", Assign);
        engine.MapDelete(
            "/user-tasks/{key}/assignee",
            (Key key, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Listened("UserTask:ASSIGN", key.Value, session => session.UnassignUserTask(key.Value), ct)
        );
        engine.MapPatch("/user-tasks/{key}", Update);
        engine.MapGet("/user-tasks/{key}/form", Form);
        UserTaskVariables.Map(engine);
        UserTaskLogEndpoints.Map(engine);
    }

    private static Task<IResult> Complete(Key key, Body<CompleteTaskBody> body, BatonRuntime runtime, CancellationToken ct) =>
        runtime.Listened(
            "UserTask:COMPLETE",
            key.Value,
            session => session.CompleteUserTask(key.Value, body.Value.Variables ?? FeelContext.Empty, body.Value.Action),
            ct
        );

    private static Task<IResult> Assign(Key key, Body<AssignTaskBody> body, BatonRuntime runtime, CancellationToken ct) =>
        runtime.Listened(
            "UserTask:ASSIGN",
            key.Value,
            session => session.AssignUserTask(key.Value, body.Value.Assignee, body.Value.AllowOverride ?? true, body.Value.Action),
            ct
        );

    private static Task<IResult> Update(Key key, Body<UpdateTaskBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        TaskChangeset changes = body.Value.Changeset ?? new TaskChangeset();
        var update = new UserTaskChanges
        {
            CandidateGroups = changes.CandidateGroups,
            CandidateUsers = changes.CandidateUsers,
            DueDate = changes.DueDate,
            FollowUpDate = changes.FollowUpDate,
            Priority = changes.Priority,
        };
        return runtime.Listened("UserTask:UPDATE", key.Value, session => session.UpdateUserTask(key.Value, update, body.Value.Action), ct);
    }

    private static async Task<IResult> Form(Key key, EngineSearch search, CancellationToken ct)
    {
        if (await search.UserTask(key.Value, ct) is not { } task)
        {
            return EngineCalls.Missing("user task", key);
        }
        return task.FormKey is { } formKey && await search.Form(formKey, ct) is { } form
            ? EngineJson.Ok(FormView.Of(form))
            : TypedResults.NoContent();
    }
}

internal sealed record CompleteTaskBody
{
    public FeelContext? Variables { get; init; }

    public string? Action { get; init; }
}

internal sealed record AssignTaskBody
{
    public required string Assignee { get; init; }

    public bool? AllowOverride { get; init; }

    public string? Action { get; init; }
}

internal sealed record UpdateTaskBody
{
    public TaskChangeset? Changeset { get; init; }

    public string? Action { get; init; }
}

/// <summary>What changes; null keeps a value, an empty text or list clears it.</summary>
internal sealed record TaskChangeset
{
    public IReadOnlyList<string>? CandidateGroups { get; init; }

    public IReadOnlyList<string>? CandidateUsers { get; init; }

    public string? DueDate { get; init; }

    public string? FollowUpDate { get; init; }

    public int? Priority { get; init; }
}

internal sealed record UserTaskView(
    Key UserTaskKey,
    string Name,
    string State,
    string? Assignee,
    string ElementId,
    Key ElementInstanceKey,
    IReadOnlyList<string> CandidateGroups,
    IReadOnlyList<string> CandidateUsers,
    string ProcessDefinitionId,
    int ProcessDefinitionVersion,
    Key ProcessDefinitionKey,
    string? ProcessName,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    DateTimeOffset CreationDate,
    DateTimeOffset? CompletionDate,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    Key? FormKey,
    string? ExternalFormReference,
    IReadOnlyDictionary<string, string> CustomHeaders,
    int Priority,
    IReadOnlyList<string> Tags,
    string TenantId
)
{
    public static UserTaskView Of(UserTaskRow row) =>
        new(
            row.UserTaskKey,
            row.Name,
            row.State,
            row.Assignee,
            row.ElementId,
            row.ElementInstanceKey,
            row.CandidateGroups,
            row.CandidateUsers,
            row.ProcessDefinitionId,
            row.ProcessDefinitionVersion,
            row.ProcessDefinitionKey,
            row.ProcessName,
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.CreationDate,
            row.CompletionDate,
            row.DueDate,
            row.FollowUpDate,
            Key.Of(row.FormKey),
            row.ExternalFormReference,
            row.CustomHeaders,
            row.Priority,
            row.Tags,
            Tenants.Default
        );
}
