using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds and cancels process instances and shows the path they took; creating them has its own file.</summary>
internal static class ProcessInstanceEndpoints
{
    public static readonly SearchSchema Schema = new(
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("parentProcessInstanceKey"),
        SearchField.Key("parentElementInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Text("processDefinitionName"),
        SearchField.Number("processDefinitionVersion"),
        SearchField.Text("processDefinitionVersionTag"),
        SearchField.Word("state", Words.InstanceStates),
        SearchField.Instant("startDate"),
        SearchField.Instant("endDate"),
        SearchField.Flag("hasIncident"),
        SearchField.Text("businessId"),
        SearchField.Tags("tags"),
        SearchField.OneOf("elementId"),
        SearchField.Word("elementInstanceState", Words.InstanceStates) with
        {
            Sortable = false,
        },
        SearchField.Flag("hasElementInstanceIncident") with
        {
            Sortable = false,
        },
        SearchField.OneOf("errorMessage"),
        SearchField.Number("incidentErrorHashCode") with
        {
            Sortable = false,
        },
        SearchField.Flag("hasRetriesLeft") with
        {
            Sortable = false,
        },
        SearchField.Key("batchOperationId") with
        {
            Sortable = false,
        },
        SearchField.Key("batchOperationKey") with
        {
            Sortable = false,
        }
    )
    {
        VariableFilters = ["variables"],
        HasAlternatives = true,
    };

    public static void Map(IEndpointRouteBuilder engine)
    {
        InstanceCreation.Map(engine);
        engine.MapPost(
            "/process-instances/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.ProcessInstances(request, ct), ProcessInstanceView.Of)
        );
        engine.MapGet(
            "/process-instances/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.ProcessInstance(key.Value, ct), ProcessInstanceView.Of, "process instance", key)
        );
        engine.MapPost(
            "/process-instances/{key}/cancellation",
            (Key key, Body<OperationBody> _, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Command("ProcessInstance:CANCEL", session => session.CancelInstance(key.Value), ct, UnitNeeds.Instance(key.Value))
        );
        engine.MapGet("/process-instances/{key}/sequence-flows", SequenceFlows);
        engine.MapGet("/process-instances/{key}/statistics/element-instances", Statistics);
        engine.MapGet("/process-instances/{key}/call-hierarchy", CallHierarchy);
        engine.MapPost("/process-instances/{key}/incidents/search", IncidentEndpoints.SearchOfInstance);
    }

    private static async Task<IResult> SequenceFlows(Key key, EngineSearch search, CancellationToken ct)
    {
        if (await search.ProcessInstance(key.Value, ct) is null)
        {
            return EngineCalls.Missing("process instance", key);
        }
        IReadOnlyList<SequenceFlowRow> rows = await search.SequenceFlows(key.Value, ct);
        return EngineJson.Ok(new { Items = rows.Select(row => SequenceFlowView.Of(row)).ToArray() });
    }

    private static async Task<IResult> Statistics(Key key, EngineSearch search, CancellationToken ct) =>
        await search.ProcessInstance(key.Value, ct) is null
            ? EngineCalls.Missing("process instance", key)
            : EngineJson.Ok(StatisticsAnswer.Of(await search.ElementStatisticsOfInstance(key.Value, ct)));

    /// <summary>The instances from the root down to this one.</summary>
    private static async Task<IResult> CallHierarchy(Key key, EngineSearch search, CancellationToken ct)
    {
        var path = new List<CallHierarchyEntry>();
        ProcessInstanceRow? instance = await search.ProcessInstance(key.Value, ct);
        while (instance is not null)
        {
            path.Insert(0, CallHierarchyEntry.Of(instance));
            instance = instance.ParentProcessInstanceKey is { } parent ? await search.ProcessInstance(parent, ct) : null;
        }
        return path.Count > 0 ? EngineJson.Ok(path) : EngineCalls.Missing("process instance", key);
    }
}

/// <summary>The body of calls that need nothing but may carry the caller's own reference.</summary>
internal sealed record OperationBody
{
    public long? OperationReference { get; init; }
}

internal sealed record ProcessInstanceView(
    Key ProcessInstanceKey,
    string ProcessDefinitionId,
    string ProcessDefinitionName,
    int ProcessDefinitionVersion,
    string? ProcessDefinitionVersionTag,
    Key ProcessDefinitionKey,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate,
    string State,
    bool HasIncident,
    Key? ParentProcessInstanceKey,
    Key? ParentElementInstanceKey,
    Key RootProcessInstanceKey,
    IReadOnlyList<string> Tags,
    string? BusinessId,
    string TenantId
)
{
    public static ProcessInstanceView Of(ProcessInstanceRow row) =>
        new(
            row.ProcessInstanceKey,
            row.ProcessDefinitionId,
            row.ProcessDefinitionName ?? row.ProcessDefinitionId,
            row.ProcessDefinitionVersion,
            row.ProcessDefinitionVersionTag,
            row.ProcessDefinitionKey,
            row.StartDate,
            row.EndDate,
            row.State,
            row.HasIncident,
            Key.Of(row.ParentProcessInstanceKey),
            Key.Of(row.ParentElementInstanceKey),
            row.RootProcessInstanceKey,
            row.Tags,
            row.BusinessId,
            Tenants.Default
        );
}

internal sealed record SequenceFlowView(
    string SequenceFlowId,
    string ElementId,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    Key ProcessDefinitionKey,
    string ProcessDefinitionId,
    string TenantId
)
{
    public static SequenceFlowView Of(SequenceFlowRow row) =>
        new(
            $"{row.ProcessInstanceKey}_{row.ElementId}",
            row.ElementId,
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.ProcessDefinitionKey,
            row.ProcessDefinitionId,
            Tenants.Default
        );
}

internal sealed record CallHierarchyEntry(Key ProcessInstanceKey, Key ProcessDefinitionKey, string ProcessDefinitionName)
{
    public static CallHierarchyEntry Of(ProcessInstanceRow row) =>
        new(row.ProcessInstanceKey, row.ProcessDefinitionKey, row.ProcessDefinitionName ?? row.ProcessDefinitionId);
}
