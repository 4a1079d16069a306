using Baton.Dmn;
using Baton.Feel;
using Baton.Runtime.Deployments;
using Baton.Runtime.Search;

namespace Baton.Runtime.Decisions;

/// <summary>
/// Turns what the evaluation of a decision went through into rows, one for each decision, those that are required first. What a row holds
/// beside its result is bounded.
/// </summary>
internal static class DecisionTrail
{
    public const string Evaluated = "EVALUATED";

    public const string Failed = "FAILED";

    /// <summary>Longer values of inputs and outputs are cut; the result never is.</summary>
    public const int MaxValueLength = 4_000;

    /// <summary>Rules beyond these are left out.</summary>
    public const int MaxRules = 200;

    public static IReadOnlyList<DecisionInstanceRow> Rows(
        DefinitionCatalog catalog,
        CatalogDecision root,
        DecisionResult result,
        long evaluationKey,
        DateTimeOffset at
    )
    {
        var rows = new List<DecisionInstanceRow>();
        foreach (var decision in result.Evaluated)
        {
            Add(decision, null);
        }
        if (result.Failure is { } failure)
        {
            var text = FormattableString.Invariant($"{failure.Message} (line {failure.Line}, column {failure.Column})");
            Add(result.Failed ?? new EvaluatedDecision(root.DecisionId, root.Name, FeelValue.Null, [], []), text);
        }
        return rows;

        void Add(EvaluatedDecision decision, string? failureText)
        {
            // Decisions of imported files are not versions of their own here: the one that was asked for stands for them.
            var version = catalog.DecisionBeside(root, decision.Id) ?? root;
            rows.Add(
                new()
                {
                    DecisionEvaluationInstanceKey = FormattableString.Invariant($"{evaluationKey}-{rows.Count + 1}"),
                    DecisionEvaluationKey = evaluationKey,
                    State = failureText is null ? Evaluated : Failed,
                    EvaluationDate = at,
                    EvaluationFailure = failureText,
                    DecisionDefinitionKey = version.Key,
                    DecisionDefinitionId = version.DecisionId,
                    DecisionDefinitionName = version.Name,
                    DecisionDefinitionVersion = version.Version,
                    DecisionDefinitionType = version.Type,
                    RootDecisionDefinitionKey = root.Key,
                    DecisionRequirementsKey = version.RequirementsKey,
                    Result = failureText is null ? FeelJson.ToJson(decision.Output) : null,
                    EvaluatedInputs = [.. decision.Inputs.Select(input => new EvaluatedInputRow(input.Id, input.Name, Cut(input.Value)))],
                    MatchedRules = [.. decision.MatchedRules.Take(MaxRules).Select(Rule)],
                }
            );
        }
    }

    private static MatchedRuleRow Rule(MatchedRule rule) =>
        new(rule.Id, rule.Number, [.. rule.Outputs.Select(output => new EvaluatedOutputRow(output.Id, output.Name, Cut(output.Value)))]);

    private static string Cut(FeelValue value)
    {
        var json = FeelJson.ToJson(value);
        return json.Length > MaxValueLength ? json[..MaxValueLength] + "…" : json;
    }
}
