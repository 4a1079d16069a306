using Baton.Dmn.Outline;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;

namespace Baton.Desk.Processes.Decisions;

/// <summary>A version of a decision with what its model says.</summary>
internal sealed record DecisionVersion(DecisionDefinitionRow Row, IReadOnlyList<int> Versions, ModelOutline Model, DecisionOutline Decision)
{
    /// <summary>The version, or the latest where none is named; null when there is none.</summary>
    public static async Task<DecisionVersion?> Find(
        EngineSearch search,
        EngineDecisions decisions,
        string decisionId,
        int? version,
        CancellationToken ct
    )
    {
        var request = new SearchRequest
        {
            Filter = new Filter.Where("decisionDefinitionId", decisionId),
            Sort = [new SortField("version", Descending: true)],
            Page = new() { Limit = Baton.Runtime.Search.Page.MaxLimit },
        };
        var rows = (await search.DecisionDefinitions(request, ct)).Value.Items;
        var row = rows.FirstOrDefault(one => version is null || one.Version == version);
        if (row is null || await decisions.Outline(row.DecisionDefinitionKey, ct) is not { } model)
            return null;
        return model.Find(decisionId) is { } decision ? new(row, [.. rows.Select(one => one.Version)], model, decision) : null;
    }
}
