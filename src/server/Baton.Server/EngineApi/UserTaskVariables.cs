using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>The variables that a user task sees: of all its scopes, or the innermost of each name only.</summary>
internal static class UserTaskVariables
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/user-tasks/{key}/variables/search",
            (Key key, Body<SearchBody> body, bool? truncateValues, EngineSearch search, CancellationToken ct) =>
                Search(key, body.Value, truncateValues ?? true, innermost: false, search, ct)
        );
        engine.MapPost(
            "/user-tasks/{key}/effective-variables/search",
            (Key key, Body<SearchBody> body, bool? truncateValues, EngineSearch search, CancellationToken ct) =>
                Search(key, body.Value, truncateValues ?? true, innermost: true, search, ct)
        );
    }

    private static async Task<IResult> Search(
        Key key,
        SearchBody body,
        bool truncate,
        bool innermost,
        EngineSearch search,
        CancellationToken ct
    )
    {
        SearchRequest request = SearchReader.Read(body, VariableEndpoints.Schema);
        if (await search.UserTask(key.Value, ct) is not { } task)
        {
            return EngineCalls.Missing("user task", key);
        }
        IReadOnlyList<VariableRow> visible = await search.VisibleVariables(task.ElementInstanceKey, innermost, ct);
        var own = new Filter.Where("variableKey", Operator.In, [.. visible.Select(row => (object?)row.VariableKey)]);
        return EngineCalls.Found(
            await search.Variables(request with { Filter = request.Filter.With(own) }, ct),
            VariableEndpoints.View(truncate)
        );
    }
}
