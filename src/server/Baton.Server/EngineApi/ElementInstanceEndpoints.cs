using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds element instances and writes variables into their scopes.</summary>
internal static class ElementInstanceEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("elementInstanceScopeKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Text("elementId"),
        SearchField.Text("elementName"),
        SearchField.Word("type", Words.ElementTypes),
        SearchField.Word("state", Words.InstanceStates),
        SearchField.Flag("hasIncident"),
        SearchField.Key("incidentKey"),
        SearchField.Instant("startDate"),
        SearchField.Instant("endDate")
    )
    {
        HasAlternatives = true,
    };

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/element-instances/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.ElementInstances(request, ct), ElementInstanceView.Of)
        );
        engine.MapGet(
            "/element-instances/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.ElementInstance(key.Value, ct), ElementInstanceView.Of, "element instance", key)
        );
        engine.MapPost("/element-instances/{key}/incidents/search", IncidentEndpoints.SearchOfElement);
        engine.MapPut(
            "/element-instances/{key}/variables",
            (Key key, Body<SetVariablesBody> body, BatonRuntime runtime, CancellationToken ct) =>
                runtime.Listened(
                    "VariableDocument:UPDATE",
                    key.Value,
                    session => session.SetVariables(key.Value, body.Value.Variables, body.Value.Local ?? false),
                    ct
                )
        );
    }
}

internal sealed record SetVariablesBody
{
    public required FeelContext Variables { get; init; }

    public bool? Local { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record ElementInstanceView(
    Key ElementInstanceKey,
    string ElementId,
    string ElementName,
    string Type,
    string State,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate,
    bool HasIncident,
    Key? IncidentKey,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    Key ProcessDefinitionKey,
    string ProcessDefinitionId,
    string TenantId
)
{
    public static ElementInstanceView Of(ElementInstanceRow row) =>
        new(
            row.ElementInstanceKey,
            row.ElementId,
            row.ElementName,
            row.Type,
            row.State,
            row.StartDate,
            row.EndDate,
            row.IncidentKey is not null,
            Key.Of(row.IncidentKey),
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.ProcessDefinitionKey,
            row.ProcessDefinitionId,
            Tenants.Default
        );
}
