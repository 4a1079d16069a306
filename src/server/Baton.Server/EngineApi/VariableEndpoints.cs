using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds variables; long values are cut in lists unless the caller wants all of them.</summary>
internal static class VariableEndpoints
{
    public static readonly SearchSchema Schema = new(
        SearchField.Key("variableKey"),
        SearchField.Text("name"),
        SearchField.Text("value"),
        SearchField.Key("scopeKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("rootProcessInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Flag("isTruncated")
    );

    /// <summary>Values longer than this are cut in lists, as clients expect of the contract.</summary>
    private const int ShownLength = 8191;

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/variables/search",
            (Body<SearchBody> body, bool? truncateValues, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.Variables(request, ct), View(truncateValues ?? true))
        );
        engine.MapGet(
            "/variables/{key}",
            (Key key, EngineSearch search, CancellationToken ct) =>
                EngineCalls.One(search.Variable(key.Value, ct), View(truncate: false), "variable", key)
        );
    }

    public static Func<VariableRow, VariableView> View(bool truncate) =>
        row =>
        {
            bool isCut = truncate && row.Value.Length > ShownLength;
            return new VariableView(
                row.VariableKey,
                row.Name,
                isCut ? row.Value[..ShownLength] : row.Value,
                isCut,
                row.ScopeKey,
                row.ProcessInstanceKey,
                row.RootProcessInstanceKey,
                Tenants.Default
            );
        };
}

internal sealed record VariableView(
    Key VariableKey,
    string Name,
    string Value,
    bool IsTruncated,
    Key ScopeKey,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    string TenantId
);
