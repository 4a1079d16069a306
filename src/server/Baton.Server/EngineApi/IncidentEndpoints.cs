using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds incidents and lets the engine try again.</summary>
internal static class IncidentEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("incidentKey"),
        SearchField.Word("errorType", Words.IncidentTypes),
        SearchField.Text("errorMessage"),
        SearchField.Word("state", Words.IncidentStates),
        SearchField.Instant("creationTime"),
        SearchField.Text("elementId"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Key("jobKey")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/incidents/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.Incidents(request, ct), IncidentView.Of)
        );
        engine.MapGet(
            "/incidents/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.Incident(key.Value, ct), IncidentView.Of, "incident", key)
        );
        engine.MapPost(
            "/incidents/{key}/resolution",
            (Key key, Body<OperationBody> _, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Command("Incident:RESOLVE", session => session.ResolveIncident(key.Value), ct)
        );
    }

    /// <summary>The incidents of an instance and of all that it called, as its operator has to repair both.</summary>
    public static async Task<IResult> SearchOfInstance(Key key, Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
        await search.ProcessInstance(key.Value, ct) is { } instance
            ? await SearchBelow(key, instance.RootProcessInstanceKey, body.Value, search, ct)
            : EngineCalls.Missing("process instance", key);

    /// <summary>The incidents of an element instance, of the elements inside it and of the instances that it called.</summary>
    public static async Task<IResult> SearchOfElement(Key key, Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
        await search.ElementInstance(key.Value, ct) is { } element
            ? await SearchBelow(key, element.RootProcessInstanceKey, body.Value, search, ct)
            : EngineCalls.Missing("element instance", key);

    private static async Task<IResult> SearchBelow(Key scope, long root, SearchBody body, EngineSearch search, CancellationToken ct)
    {
        SearchRequest request = SearchReader.Read(body, Schema);
        var tree = new Filter.Where("rootProcessInstanceKey", root);
        Filter own = root == scope.Value ? tree : new Filter.All(tree, new Filter.Where("belowKey", scope.Value));
        return EngineCalls.Found(await search.Incidents(request with { Filter = request.Filter.With(own) }, ct), IncidentView.Of);
    }
}

internal sealed record IncidentView(
    Key IncidentKey,
    string ErrorType,
    string ErrorMessage,
    string State,
    DateTimeOffset CreationTime,
    string ElementId,
    Key ElementInstanceKey,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    string ProcessDefinitionId,
    Key ProcessDefinitionKey,
    Key? JobKey,
    string TenantId
)
{
    public static IncidentView Of(IncidentRow row) =>
        new(
            row.IncidentKey,
            row.ErrorType,
            row.ErrorMessage,
            row.State,
            row.CreationTime,
            row.ElementId,
            row.ElementInstanceKey,
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.ProcessDefinitionId,
            row.ProcessDefinitionKey,
            Key.Of(row.JobKey),
            Tenants.Default
        );
}
