using System.Collections.Concurrent;
using Baton.Dmn.Outline;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Desk.Cases.Assessing;

/// <summary>Finds the decisions of case types. What models say is kept: a version never changes.</summary>
public sealed class CaseDecisions(BatonRuntime runtime, EngineSearch search)
{
    private readonly ConcurrentDictionary<long, ModelOutline> _models = [];

    /// <summary>The latest version; null for a type without a decision, or where it was deleted.</summary>
    internal async Task<CaseDecision?> Latest(string? decisionId, CancellationToken ct)
    {
        if (decisionId is null)
            return null;
        var request = new SearchRequest
        {
            Filter = new Filter.All([new Filter.Where("decisionDefinitionId", decisionId), new Filter.Where("isLatestVersion", true)]),
            Page = new() { Limit = 1 },
        };
        if ((await search.DecisionDefinitions(request, ct)).Value.Items is not [var row, ..])
            return null;
        var key = row.DecisionDefinitionKey;
        if (!_models.TryGetValue(key, out var model))
        {
            if (await runtime.Decisions.Outline(key, ct) is not { } read)
                return null;
            model = _models.GetOrAdd(key, read);
        }
        return new(runtime.Decisions, key, row.DecisionDefinitionId, row.Name ?? row.DecisionDefinitionId, row.Version, model);
    }
}
