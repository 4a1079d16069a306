namespace Baton.Runtime.Search;

/// <summary>A version of a decision.</summary>
public sealed record DecisionDefinitionRow(
    long DecisionDefinitionKey,
    string DecisionDefinitionId,
    string? Name,
    int Version,
    string DecisionRequirementsId,
    long DecisionRequirementsKey,
    string ResourceName,
    bool IsLatestVersion,
    string DecisionRequirementsName,
    int DecisionRequirementsVersion,
    DateTimeOffset DeployedAt
);

/// <summary>A version of a DMN file.</summary>
public sealed record DecisionRequirementsRow(
    long DecisionRequirementsKey,
    string DecisionRequirementsId,
    string DecisionRequirementsName,
    int Version,
    string ResourceName
);

/// <summary>One decision of one evaluation. State: EVALUATED or FAILED; type in the words of the REST interface; the result is JSON.</summary>
public sealed record DecisionInstanceRow
{
    /// <summary>The evaluation's key, a hyphen, and the place of the decision in it, from 1.</summary>
    public required string DecisionEvaluationInstanceKey { get; init; }

    public required long DecisionEvaluationKey { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset EvaluationDate { get; init; }

    public string? EvaluationFailure { get; init; }

    public long? ProcessDefinitionKey { get; init; }

    public long? ProcessInstanceKey { get; init; }

    public long? RootProcessInstanceKey { get; init; }

    public long? ElementInstanceKey { get; init; }

    public required long DecisionDefinitionKey { get; init; }

    public required string DecisionDefinitionId { get; init; }

    public required string DecisionDefinitionName { get; init; }

    public required int DecisionDefinitionVersion { get; init; }

    public required string DecisionDefinitionType { get; init; }

    /// <summary>The decision that was asked for; itself, or one that requires it.</summary>
    public required long RootDecisionDefinitionKey { get; init; }

    public required long DecisionRequirementsKey { get; init; }

    /// <summary>Null when it failed.</summary>
    public string? Result { get; init; }

    /// <summary>The input columns with their values. Searches leave them out.</summary>
    public IReadOnlyList<EvaluatedInputRow> EvaluatedInputs { get; init; } = [];

    /// <summary>The rules that matched. Searches leave them out.</summary>
    public IReadOnlyList<MatchedRuleRow> MatchedRules { get; init; } = [];
}

/// <summary>The value of an input column as JSON; one that is very long ends with "…".</summary>
public sealed record EvaluatedInputRow(string? InputId, string InputName, string InputValue);

/// <summary>A rule that matched; the index counts from 1.</summary>
public sealed record MatchedRuleRow(string? RuleId, int RuleIndex, IReadOnlyList<EvaluatedOutputRow> EvaluatedOutputs);

/// <summary>The value of an output column as JSON; one that is very long ends with "…".</summary>
public sealed record EvaluatedOutputRow(string? OutputId, string OutputName, string OutputValue);
