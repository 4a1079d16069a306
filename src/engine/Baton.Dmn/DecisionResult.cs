using Baton.Feel;

namespace Baton.Dmn;

/// <summary>The outcome of a decision.</summary>
/// <param name="Output">The value of the decision; null with a failure.</param>
/// <param name="Evaluated">The decisions that were evaluated for it, those that are required before those that require them.</param>
/// <param name="Warnings">What was odd on the way, in order; lines and columns count within the expression.</param>
/// <param name="Failure">Why the evaluation was broken off; null when it was not.</param>
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

/// <summary>One decision that was evaluated on the way.</summary>
/// <param name="Id">The id of the decision.</param>
/// <param name="Name">The name of the decision.</param>
/// <param name="Output">Its value.</param>
/// <param name="Inputs">The input columns of its decision table; empty for other logic.</param>
/// <param name="MatchedRules">The rules of its decision table that matched, in their order; empty for other logic.</param>
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
/// <param name="Id">The id of the column, where it has one.</param>
/// <param name="Name">Its label, or else its expression.</param>
/// <param name="Value">The value of its expression.</param>
public sealed record EvaluatedInput(string? Id, string Name, FeelValue Value);

/// <summary>A rule that matched.</summary>
/// <param name="Id">The id of the rule, where it has one.</param>
/// <param name="Number">Its place in the table, from 1.</param>
/// <param name="Outputs">What it gives for each output column.</param>
public sealed record MatchedRule(string? Id, int Number, IReadOnlyList<EvaluatedOutput> Outputs);

/// <summary>An output column of a decision table with the value of a matched rule.</summary>
/// <param name="Id">The id of the column, where it has one.</param>
/// <param name="Name">The name of the column; empty where the table has one output without a name.</param>
/// <param name="Value">What the rule gives.</param>
public sealed record EvaluatedOutput(string? Id, string Name, FeelValue Value);
