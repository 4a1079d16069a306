using Baton.Feel;

namespace Baton.Dmn;

/// <summary>The outcome of a decision. With a failure the output is null.</summary>
public sealed record DecisionResult(
    FeelValue Output,
    IReadOnlyList<EvaluatedDecision> Evaluated,
    IReadOnlyList<FeelWarning> Warnings,
    FeelFailure? Failure
)
{
    /// <summary>The decision that the failure broke off, with what it had evaluated by then; null without a failure.</summary>
    public EvaluatedDecision? Failed { get; init; }
}

/// <summary>One decision that was evaluated on the way, in the order of evaluation: its own last, those it required before it.</summary>
public sealed record EvaluatedDecision(
    string Id,
    string Name,
    FeelValue Output,
    IReadOnlyList<EvaluatedInput> Inputs,
    IReadOnlyList<MatchedRule> MatchedRules
)
{
    /// <summary>The form of its logic.</summary>
    public DecisionKind Kind { get; init; } = DecisionKind.Other;

    /// <summary>The warnings of its own logic, without those of the decisions that it requires.</summary>
    public IReadOnlyList<DecisionWarning> Warnings { get; init; } = [];
}

/// <summary>
/// A warning and where in a decision table it arose: the rule from 1, and the column from 1, counting inputs first and then outputs. Without
/// a rule it arose at the head of the column; without both, somewhere in the logic.
/// </summary>
public readonly record struct DecisionWarning(FeelWarning Warning, int? Rule = null, int? Column = null);

/// <summary>An input column of a decision table with the value it had.</summary>
public sealed record EvaluatedInput(string? Id, string Name, FeelValue Value);

/// <summary>A rule that matched; <paramref name="Number"/> counts from 1.</summary>
public sealed record MatchedRule(string? Id, int Number, IReadOnlyList<EvaluatedOutput> Outputs);

/// <summary>An output column of a decision table with the value of a matched rule.</summary>
public sealed record EvaluatedOutput(string? Id, string Name, FeelValue Value);
