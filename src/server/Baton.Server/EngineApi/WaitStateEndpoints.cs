using System.Text.Json.Serialization;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds what element instances wait for.</summary>
internal static class WaitStateEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Text("elementId"),
        SearchField.Word("elementType", Words.ElementTypes) with
        {
            Sortable = false,
        },
        SearchField.Word("waitStateType", Words.WaitTypes) with
        {
            Sortable = false,
        }
    );

    public static void Map(IEndpointRouteBuilder engine) =>
        engine.MapPost(
            "/element-instances/wait-states/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.WaitStates(request, ct), WaitStateView.Of)
        );
}

internal sealed record WaitStateView(
    Key RootProcessInstanceKey,
    Key ProcessInstanceKey,
    Key ElementInstanceKey,
    string ElementId,
    string ElementType,
    string TenantId,
    string BpmnProcessId,
    WaitDetails Details
)
{
    public static WaitStateView Of(WaitStateRow row) =>
        new(
            row.RootProcessInstanceKey,
            row.ProcessInstanceKey,
            row.ElementInstanceKey,
            row.ElementId,
            row.ElementType,
            Tenants.Default,
            row.ProcessDefinitionId,
            WaitDetails.Of(row)
        );
}

/// <summary>What is known of a wait depends on its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "waitStateType")]
[JsonDerivedType(typeof(JobWait), "JOB")]
[JsonDerivedType(typeof(UserTaskWait), "USER_TASK")]
[JsonDerivedType(typeof(MessageWait), "MESSAGE")]
[JsonDerivedType(typeof(TimerWait), "TIMER")]
[JsonDerivedType(typeof(SignalWait), "SIGNAL")]
internal abstract record WaitDetails
{
    public static WaitDetails Of(WaitStateRow row) =>
        row.WaitStateType switch
        {
            "JOB" => new JobWait(row.WaitKey, row.Name!, row.JobKind!, row.ListenerEventType, row.Retries),
            "USER_TASK" => new UserTaskWait(row.WaitKey, row.DueDate),
            "MESSAGE" => new MessageWait(row.Name!, row.CorrelationKey),
            "TIMER" => new TimerWait(row.DueDate?.ToUnixTimeMilliseconds(), null),
            _ => new SignalWait(row.Name!),
        };
}

internal sealed record JobWait(Key JobKey, string JobType, string JobKind, string? ListenerEventType, int? Retries) : WaitDetails;

internal sealed record UserTaskWait(Key TaskKey, DateTimeOffset? DueDate) : WaitDetails;

internal sealed record MessageWait(string MessageName, string? CorrelationKey) : WaitDetails;

/// <summary>The due date is in milliseconds since 1970. How often it comes again is not in the rows.</summary>
internal sealed record TimerWait(long? DueDate, int? Repetitions) : WaitDetails;

internal sealed record SignalWait(string SignalName) : WaitDetails;
