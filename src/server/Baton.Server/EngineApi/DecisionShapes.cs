using Baton.Feel;
using Baton.Runtime.Decisions;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Which decision to evaluate, and on what.</summary>
internal sealed record EvaluateDecisionBody
{
    public string? DecisionDefinitionId { get; init; }

    public Key? DecisionDefinitionKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }
}

internal sealed record DecisionDefinitionView(
    string DecisionDefinitionId,
    string Name,
    int Version,
    string DecisionRequirementsId,
    Key DecisionDefinitionKey,
    Key DecisionRequirementsKey,
    string DecisionRequirementsName,
    int DecisionRequirementsVersion,
    string TenantId
)
{
    public static DecisionDefinitionView Of(DecisionDefinitionRow row) =>
        new(
            row.DecisionDefinitionId,
            row.Name ?? row.DecisionDefinitionId,
            row.Version,
            row.DecisionRequirementsId,
            row.DecisionDefinitionKey,
            row.DecisionRequirementsKey,
            row.DecisionRequirementsName,
            row.DecisionRequirementsVersion,
            Tenants.Default
        );
}

internal sealed record DecisionRequirementsView(
    string DecisionRequirementsId,
    string DecisionRequirementsName,
    int Version,
    string ResourceName,
    Key DecisionRequirementsKey,
    string TenantId
)
{
    public static DecisionRequirementsView Of(DecisionRequirementsRow row) =>
        new(
            row.DecisionRequirementsId,
            row.DecisionRequirementsName,
            row.Version,
            row.ResourceName,
            row.DecisionRequirementsKey,
            Tenants.Default
        );
}

/// <summary>
/// The outcome of an evaluation; outputs are JSON texts. An evaluation that fails is an outcome like others: the output is JSON's null, and the
/// message says what failed, in which decision.
/// </summary>
internal sealed record DecisionAnswer(
    string DecisionDefinitionId,
    string? DecisionDefinitionName,
    int DecisionDefinitionVersion,
    Key DecisionDefinitionKey,
    string DecisionRequirementsId,
    Key DecisionRequirementsKey,
    string Output,
    string? FailedDecisionDefinitionId,
    string? FailureMessage,
    string TenantId,
    Key DecisionEvaluationKey,
    Key DecisionInstanceKey,
    IReadOnlyList<EvaluatedDecisionView> EvaluatedDecisions
)
{
    /// <summary>JSON's null.</summary>
    public const string NoOutput = "null";

    public static DecisionAnswer Of(DecisionOutcome outcome)
    {
        DecisionInstanceRow last = outcome.Rows[^1];
        return new(
            outcome.Definition.DecisionId,
            outcome.Definition.Name,
            outcome.Definition.Version,
            outcome.Definition.Key,
            outcome.Definition.RequirementsId,
            outcome.Definition.RequirementsKey,
            FeelJson.ToJson(outcome.Result.Output),
            outcome.Result.Failure is null ? null : last.DecisionDefinitionId,
            outcome.Result.Failure is null ? null : last.EvaluationFailure,
            Tenants.Default,
            last.DecisionEvaluationKey,
            last.DecisionEvaluationKey,
            [.. outcome.Rows.Select(EvaluatedDecisionView.Of)]
        );
    }
}

internal sealed record EvaluatedDecisionView(
    string DecisionDefinitionId,
    string DecisionDefinitionName,
    int DecisionDefinitionVersion,
    string DecisionDefinitionType,
    Key DecisionDefinitionKey,
    string Output,
    string TenantId,
    IReadOnlyList<MatchedRuleView> MatchedRules,
    IReadOnlyList<EvaluatedInputView> EvaluatedInputs,
    string DecisionEvaluationInstanceKey
)
{
    public static EvaluatedDecisionView Of(DecisionInstanceRow row) =>
        new(
            row.DecisionDefinitionId,
            row.DecisionDefinitionName,
            row.DecisionDefinitionVersion,
            row.DecisionDefinitionType,
            row.DecisionDefinitionKey,
            row.Result ?? DecisionAnswer.NoOutput,
            Tenants.Default,
            [.. row.MatchedRules.Select(MatchedRuleView.Of)],
            [.. row.EvaluatedInputs.Select(EvaluatedInputView.Of)],
            row.DecisionEvaluationInstanceKey
        );
}

/// <summary>What an input column saw, as JSON text. A column that its model gave no id has an empty one.</summary>
internal sealed record EvaluatedInputView(string InputId, string InputName, string InputValue)
{
    public static EvaluatedInputView Of(EvaluatedInputRow row) => new(row.InputId ?? "", row.InputName, row.InputValue);
}

/// <summary>A rule that matched; the index counts from 1.</summary>
internal sealed record MatchedRuleView(string RuleId, int RuleIndex, IReadOnlyList<EvaluatedOutputView> EvaluatedOutputs)
{
    public static MatchedRuleView Of(MatchedRuleRow row) =>
        new(row.RuleId ?? "", row.RuleIndex, [.. row.EvaluatedOutputs.Select(output => EvaluatedOutputView.Of(output, row))]);
}

/// <summary>What a rule gave for an output column, as JSON text, with the rule once more.</summary>
internal sealed record EvaluatedOutputView(string OutputId, string OutputName, string OutputValue, string? RuleId, int? RuleIndex)
{
    public static EvaluatedOutputView Of(EvaluatedOutputRow row, MatchedRuleRow rule) =>
        new(row.OutputId ?? "", row.OutputName, row.OutputValue, rule.RuleId, rule.RuleIndex);
}
