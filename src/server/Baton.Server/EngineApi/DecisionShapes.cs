using Baton.Dmn;
using Baton.Feel;
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
    string? Name,
    int Version,
    string DecisionRequirementsId,
    Key DecisionDefinitionKey,
    Key DecisionRequirementsKey,
    string TenantId
)
{
    public static DecisionDefinitionView Of(DecisionDefinitionRow row) =>
        new(
            row.DecisionDefinitionId,
            row.Name,
            row.Version,
            row.DecisionRequirementsId,
            row.DecisionDefinitionKey,
            row.DecisionRequirementsKey,
            Tenants.Default
        );
}

/// <summary>The outcome of an evaluation; outputs are JSON texts. With a failure the output is null and the message says why.</summary>
internal sealed record DecisionAnswer(
    string DecisionDefinitionId,
    string? DecisionDefinitionName,
    int DecisionDefinitionVersion,
    Key DecisionDefinitionKey,
    string DecisionRequirementsId,
    Key DecisionRequirementsKey,
    string? Output,
    string? FailedDecisionDefinitionId,
    string? FailureMessage,
    string TenantId,
    Key DecisionEvaluationKey,
    IReadOnlyList<EvaluatedDecisionView> EvaluatedDecisions
)
{
    /// <summary>Evaluations over the API leave nothing behind, so they have no key of their own.</summary>
    private const long NotKept = -1;

    public static DecisionAnswer Of(DecisionDefinitionRow definition, DecisionResult result) =>
        new(
            definition.DecisionDefinitionId,
            definition.Name,
            definition.Version,
            definition.DecisionDefinitionKey,
            definition.DecisionRequirementsId,
            definition.DecisionRequirementsKey,
            result.Failure is null ? FeelJson.ToJson(result.Output) : null,
            result.Failure is null ? null : definition.DecisionDefinitionId,
            result.Failure?.Message,
            Tenants.Default,
            NotKept,
            [.. result.Evaluated.Select(evaluated => EvaluatedDecisionView.Of(evaluated, definition))]
        );
}

internal sealed record EvaluatedDecisionView(
    string DecisionDefinitionId,
    string DecisionDefinitionName,
    int DecisionDefinitionVersion,
    string Output,
    string TenantId,
    IReadOnlyList<MatchedRuleView> MatchedRules,
    IReadOnlyList<EvaluatedInputView> EvaluatedInputs
)
{
    /// <summary>All decisions of a file have its version.</summary>
    public static EvaluatedDecisionView Of(EvaluatedDecision evaluated, DecisionDefinitionRow definition) =>
        new(
            evaluated.Id,
            evaluated.Name,
            definition.Version,
            FeelJson.ToJson(evaluated.Output),
            Tenants.Default,
            [.. evaluated.MatchedRules.Select(MatchedRuleView.Of)],
            [.. evaluated.Inputs.Select(EvaluatedInputView.Of)]
        );
}

internal sealed record MatchedRuleView(string? RuleId, int RuleIndex, IReadOnlyList<EvaluatedOutputView> EvaluatedOutputs)
{
    public static MatchedRuleView Of(MatchedRule rule) => new(rule.Id, rule.Number, [.. rule.Outputs.Select(EvaluatedOutputView.Of)]);
}

internal sealed record EvaluatedInputView(string? InputId, string InputName, string InputValue)
{
    public static EvaluatedInputView Of(EvaluatedInput input) => new(input.Id, input.Name, FeelJson.ToJson(input.Value));
}

internal sealed record EvaluatedOutputView(string? OutputId, string OutputName, string OutputValue)
{
    public static EvaluatedOutputView Of(EvaluatedOutput output) => new(output.Id, output.Name, FeelJson.ToJson(output.Value));
}
