using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Counts what is active by process and by version: instances, with and without incidents, and open message subscriptions.</summary>
internal static class DefinitionStatistics
{
    private const string ProcessId = "processDefinitionId";

    private static readonly SearchField WithIncident = SearchField.Number("activeInstancesWithIncidentCount");

    private static readonly SearchField WithoutIncident = SearchField.Number("activeInstancesWithoutIncidentCount");

    private static readonly SearchSchema ByProcessSchema = new(SearchField.Text(ProcessId), WithIncident, WithoutIncident);

    private static readonly SearchSchema ByVersionSchema = new(
        SearchField.Text(ProcessId),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionName"),
        SearchField.Number("processDefinitionVersion"),
        WithIncident,
        WithoutIncident
    );

    private static readonly SearchSchema ByVersionFilter = new(SearchField.Text(ProcessId));

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/process-definitions/statistics/process-instances",
            async (Body<CountingBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Found(
                    await search.ActiveByProcess(SearchReader.Read(Whole(body.Value), ByProcessSchema), ct),
                    ActiveByProcessView.Of
                )
        );
        engine.MapPost("/process-definitions/statistics/process-instances-by-version", ByVersion);
        engine.MapPost(
            "/process-definitions/statistics/message-subscriptions",
            async (Body<SubscriptionCountingBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Found(
                    await search.SubscriptionsByDefinition(
                        SearchReader.Read(new SearchBody { Page = body.Value.Page, Filter = body.Value.Filter }, MessageEndpoints.Schema),
                        ct
                    ),
                    SubscriptionsByDefinitionView.Of
                )
        );
    }

    private static async Task<IResult> ByVersion(Body<SearchBody> body, EngineSearch search, CancellationToken ct)
    {
        SearchRequest request = SearchReader.Read(body.Value with { Filter = null }, ByVersionSchema);
        Filter? filter = SearchReader.Read(new SearchBody { Filter = body.Value.Filter }, ByVersionFilter).Filter;
        if (!Names(filter))
        {
            throw SearchReader.Wrong($"filter.{ProcessId}", "must be given, as it says whose versions are counted");
        }
        return EngineCalls.Found(await search.ActiveByVersion(request with { Filter = filter }, ct), ActiveByVersionView.Of);
    }

    private static bool Names(Filter? filter) =>
        filter switch
        {
            Filter.Where where => where.Field == ProcessId,
            Filter.All all => all.Filters.Any(Names),
            _ => false,
        };

    private static SearchBody Whole(CountingBody body) => new() { Page = body.Page, Sort = body.Sort };
}

/// <summary>Counts have no order of their own here.</summary>
internal sealed record SubscriptionCountingBody
{
    public System.Text.Json.JsonElement? Page { get; init; }

    public System.Text.Json.JsonElement? Filter { get; init; }
}

internal sealed record ActiveByProcessView(
    string ProcessDefinitionId,
    string TenantId,
    string? LatestProcessDefinitionName,
    bool HasMultipleVersions,
    long ActiveInstancesWithoutIncidentCount,
    long ActiveInstancesWithIncidentCount
)
{
    public static ActiveByProcessView Of(ActiveByProcessRow row) =>
        new(row.ProcessDefinitionId, Tenants.Default, row.LatestName, row.HasMultipleVersions, row.WithoutIncident, row.WithIncident);
}

internal sealed record ActiveByVersionView(
    string ProcessDefinitionId,
    Key ProcessDefinitionKey,
    string? ProcessDefinitionName,
    string TenantId,
    int ProcessDefinitionVersion,
    long ActiveInstancesWithIncidentCount,
    long ActiveInstancesWithoutIncidentCount
)
{
    public static ActiveByVersionView Of(ActiveByVersionRow row) =>
        new(
            row.ProcessDefinitionId,
            row.ProcessDefinitionKey,
            row.ProcessDefinitionName,
            Tenants.Default,
            row.ProcessDefinitionVersion,
            row.WithIncident,
            row.WithoutIncident
        );
}

internal sealed record SubscriptionsByDefinitionView(
    string ProcessDefinitionId,
    string TenantId,
    Key ProcessDefinitionKey,
    long ProcessInstancesWithActiveSubscriptions,
    long ActiveSubscriptions
)
{
    public static SubscriptionsByDefinitionView Of(SubscriptionsByDefinitionRow row) =>
        new(row.ProcessDefinitionId, Tenants.Default, row.ProcessDefinitionKey, row.Instances, row.Subscriptions);
}
