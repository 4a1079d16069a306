using System.Text.Json;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Counts the process instances that open incidents stop: by what went wrong, and for one error by definition.</summary>
internal static class IncidentStatistics
{
    private const string Instances = "activeInstancesWithErrorCount";

    private const string ErrorHashCode = "errorHashCode";

    private static readonly SearchSchema ByErrorSchema = new(SearchField.Text("errorMessage"), SearchField.Number(Instances));

    private static readonly SearchSchema ByDefinitionSchema = new(SearchField.Key("processDefinitionKey"), SearchField.Number(Instances));

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost("/incidents/statistics/process-instances-by-error", ByError);
        engine.MapPost("/incidents/statistics/process-instances-by-definition", ByDefinition);
    }

    private static async Task<IResult> ByError(Body<CountingBody> body, EngineSearch search, CancellationToken ct)
    {
        var wanted = new SearchBody { Page = body.Value.Page, Sort = body.Value.Sort };
        SearchRequest request = WorstFirst(SearchReader.Read(wanted, ByErrorSchema));
        return EngineCalls.Found(
            await search.IncidentsByError(request, ct),
            row => new InstancesByError(row.ErrorHashCode, row.ErrorMessage, row.Instances)
        );
    }

    private static async Task<IResult> ByDefinition(Body<SearchBody> body, EngineSearch search, CancellationToken ct)
    {
        SearchRequest request = WorstFirst(SearchReader.Read(body.Value with { Filter = null }, ByDefinitionSchema));
        var error = new Filter.Where("incidentErrorHashCode", ReadHash(body.Value.Filter));
        return EngineCalls.Found(await search.IncidentsByDefinition(request with { Filter = error }, ct), InstancesByDefinition.Of);
    }

    private static long ReadHash(JsonElement? filter)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } given || !given.TryGetProperty(ErrorHashCode, out JsonElement hash))
        {
            throw SearchReader.Wrong($"filter.{ErrorHashCode}", "must be given");
        }
        foreach (JsonProperty unknown in given.EnumerateObject().Where(property => property.Name != ErrorHashCode))
        {
            throw SearchReader.Wrong($"filter.{unknown.Name}", $"is unknown here; there is {ErrorHashCode}");
        }
        return (long)FieldValue.Read(hash, $"filter.{ErrorHashCode}", SearchField.Number(ErrorHashCode));
    }

    private static SearchRequest WorstFirst(SearchRequest request) =>
        request.Sort.Count > 0 ? request : request with { Sort = [new SortField(Instances, Descending: true)] };
}

/// <summary>A search without a filter: everything is counted.</summary>
internal sealed record CountingBody
{
    public JsonElement? Page { get; init; }

    public JsonElement? Sort { get; init; }
}

internal sealed record InstancesByError(int ErrorHashCode, string ErrorMessage, long ActiveInstancesWithErrorCount);

internal sealed record InstancesByDefinition(
    string ProcessDefinitionId,
    Key ProcessDefinitionKey,
    string ProcessDefinitionName,
    int ProcessDefinitionVersion,
    string TenantId,
    long ActiveInstancesWithErrorCount
)
{
    public static InstancesByDefinition Of(IncidentsByDefinitionRow row) =>
        new(
            row.ProcessDefinitionId,
            row.ProcessDefinitionKey,
            row.ProcessDefinitionName ?? row.ProcessDefinitionId,
            row.ProcessDefinitionVersion,
            Tenants.Default,
            row.Instances
        );
}
