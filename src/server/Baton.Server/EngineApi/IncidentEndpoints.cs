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
    public static async Task<IResult> SearchOfInstance(Key key, Body<SearchBody> body, EngineSearch search, CancellationToken ct)
    {
        SearchRequest request = SearchReader.Read(body.Value, Schema);
        if (await search.ProcessInstance(key.Value, ct) is not { } instance)
        {
            return EngineCalls.Missing("process instance", key);
        }
        string scope = instance.RootProcessInstanceKey == key.Value ? "rootProcessInstanceKey" : "processInstanceKey";
        var own = new Filter.Where(scope, key.Value);
        SearchRequest wanted = request with { Filter = request.Filter is { } filter ? new Filter.All(filter, own) : own };
        return EngineCalls.Found(await search.Incidents(wanted, ct), IncidentView.Of);
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
