using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Baton.Runtime;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Finds versions of processes, their XML, their start form, and counts what runs through their elements.</summary>
internal static class ProcessDefinitionEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId"),
        SearchField.Text("name"),
        SearchField.Number("version"),
        SearchField.Text("versionTag"),
        SearchField.Text("resourceName"),
        SearchField.Flag("isLatestVersion"),
        SearchField.Flag("hasStartForm"),
        SearchField.Word("state", Words.DefinitionStates)
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/process-definitions/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.ProcessDefinitions(request, ct), ProcessDefinitionView.Of)
        );
        engine.MapGet(
            "/process-definitions/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.ProcessDefinition(key.Value, ct), ProcessDefinitionView.Of, "process definition", key)
        );
        engine.MapGet("/process-definitions/{key}/xml", Xml);
        engine.MapGet("/process-definitions/{key}/form", StartForm);
        engine.MapPost("/process-definitions/{key}/statistics/element-instances", Statistics);
    }

    private static async Task<IResult> Xml(Key key, EngineSearch search, CancellationToken ct) =>
        await search.ProcessDefinitionXml(key.Value, ct) is { } xml
            ? TypedResults.Text(xml, MediaTypeNames.Text.Xml, Encoding.UTF8)
            : EngineCalls.Missing("process definition", key);

    private static async Task<IResult> StartForm(Key key, EngineSearch search, CancellationToken ct) =>
        await search.ProcessDefinition(key.Value, ct) is null ? EngineCalls.Missing("process definition", key)
        : await search.StartForm(key.Value, ct) is { } form ? EngineJson.Ok(FormView.Of(form))
        : TypedResults.NoContent();

    private static async Task<IResult> Statistics(Key key, Body<StatisticsBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = new SearchBody { Filter = body.Value.Filter };
        Filter? filter = SearchReader.Read(wanted, ProcessInstanceEndpoints.Schema).Filter;
        if (await search.ProcessDefinition(key.Value, ct) is null)
        {
            return EngineCalls.Missing("process definition", key);
        }
        Outcome<IReadOnlyList<ElementStatisticsRow>> rows = await search.ElementStatisticsOfDefinition(key.Value, filter, ct);
        return rows.Problem is { } problem ? EngineProblem.Invalid(problem.Detail) : EngineJson.Ok(StatisticsAnswer.Of(rows.Value));
    }
}

/// <summary>Which instances of the definition are counted; all without a filter.</summary>
internal sealed record StatisticsBody
{
    public JsonElement? Filter { get; init; }
}

internal sealed record ProcessDefinitionView(
    string? Name,
    string ResourceName,
    int Version,
    string? VersionTag,
    string ProcessDefinitionId,
    string TenantId,
    Key ProcessDefinitionKey,
    bool HasStartForm,
    string State
)
{
    public static ProcessDefinitionView Of(ProcessDefinitionRow row) =>
        new(
            row.Name,
            row.ResourceName,
            row.Version,
            row.VersionTag,
            row.ProcessDefinitionId,
            Tenants.Default,
            row.ProcessDefinitionKey,
            row.HasStartForm,
            row.IsDeleted ? "DELETED" : "ACTIVE"
        );
}

internal sealed record FormView(string FormId, Key FormKey, string Schema, int Version, string TenantId)
{
    public static FormView Of(FormRow row) => new(row.FormId, row.FormKey, row.Schema, row.Version, Tenants.Default);
}

internal sealed record ElementStatistics(string ElementId, long Active, long Canceled, long Incidents, long Completed);

internal sealed record StatisticsAnswer(IReadOnlyList<ElementStatistics> Items)
{
    public static StatisticsAnswer Of(IReadOnlyList<ElementStatisticsRow> rows) =>
        new([.. rows.Select(row => new ElementStatistics(row.ElementId, row.Active, row.Canceled, row.Incidents, row.Completed))]);
}
