using Baton.Feel;

namespace Baton.Dmn;

/// <summary>The outcome of a decision. With a failure the output is null.</summary>
public sealed record DecisionResult(
    FeelValue Output,
    IReadOnlyList<EvaluatedDecision> Evaluated,
    IReadOnlyList<FeelWarning> Warnings,
    FeelFailure? Failure
);

/// <summary>One decision that was evaluated on the way, in the order of evaluation: its own last, those it required before it.</summary>
public sealed record EvaluatedDecision(
    string Id,
    string Name,
    FeelValue Output,
    IReadOnlyList<EvaluatedInput> Inputs,
    IReadOnlyList<MatchedRule> MatchedRules
);

/// <summary>An input column of a decision table with the value it had.</summary>
public sealed record EvaluatedInput(string? Id, string Name, FeelValue Value);

/// <summary>A rule that matched; <paramref name="Number"/> counts from 1.</summary>
public sealed record MatchedRule(string? Id, int Number, IReadOnlyList<EvaluatedOutput> Outputs);

/// <summary>An output column of a decision table with the value of a matched rule.</summary>
public sealed record EvaluatedOutput(string? Id, string Name, FeelValue Value);
