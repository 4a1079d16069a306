using Baton.Runtime.Decisions;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>Finds versions of decisions, their files and their evaluations.</summary>
public sealed partial class EngineSearch
{
    public Task<Outcome<SearchResult<DecisionDefinitionRow>>> DecisionDefinitions(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DecisionTables.Definitions, request, cancellationToken);

    public Task<DecisionDefinitionRow?> DecisionDefinition(long key, CancellationToken cancellationToken = default) =>
        Find(DecisionTables.Definitions, key, cancellationToken);

    /// <summary>The file that a decision came in, as it was deployed; null when there is no such decision.</summary>
    public Task<string?> DecisionDefinitionXml(long key, CancellationToken cancellationToken = default) =>
        Content(
            "SELECT r.content FROM engine_decision_definition d JOIN engine_resource r ON r.resource_key = d.requirements_key WHERE d.decision_key = @p0",
            key,
            cancellationToken
        );

    public Task<Outcome<SearchResult<DecisionRequirementsRow>>> DecisionRequirements(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DecisionTables.Requirements, request, cancellationToken);

    public Task<DecisionRequirementsRow?> DecisionRequirement(long key, CancellationToken cancellationToken = default) =>
        Find(DecisionTables.Requirements, key, cancellationToken);

    /// <summary>A DMN file as it was deployed; null when there is none with this key.</summary>
    public Task<string?> DecisionRequirementsXml(long key, CancellationToken cancellationToken = default) =>
        Content("SELECT content FROM engine_resource WHERE resource_key = @p0 AND kind = 'dmn'", key, cancellationToken);

    /// <summary>Evaluated decisions, without their inputs and rules.</summary>
    public Task<Outcome<SearchResult<DecisionInstanceRow>>> DecisionInstances(
        SearchRequest request,
        CancellationToken cancellationToken = default
    ) => Run(DecisionTables.Instances, request, cancellationToken);

    /// <summary>One evaluated decision with its inputs and the rules that matched, or null.</summary>
    public async Task<DecisionInstanceRow?> DecisionInstance(string instanceKey, CancellationToken cancellationToken = default)
    {
        var request = new SearchRequest { Filter = new Filter.Where("decisionEvaluationInstanceKey", instanceKey) };
        if ((await DecisionInstances(request, cancellationToken).ConfigureAwait(false)).Value.Items is not [var found])
        {
            return null;
        }
        var traces = await _runtime
            .Read(
                connection => new ValueTask<List<(string? Inputs, string? Rules)>>(
                    connection.List(
                        row => (row.Text(0), row.Text(1)),
                        "SELECT inputs, rules FROM engine_decision_instance WHERE instance_id = @p0",
                        instanceKey
                    )
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return traces is [var (inputs, rules)]
            ? found with
            {
                EvaluatedInputs = TraceJson.Read<EvaluatedInputRow>(inputs),
                MatchedRules = TraceJson.Read<MatchedRuleRow>(rules),
            }
            : null;
    }
}
