using Baton.Dmn;
using Baton.Feel;

namespace Baton.Engine.Deployments;

/// <summary>Evaluates one decision over the variables of a scope. Pure; called by many threads.</summary>
public delegate DecisionAnswer DecisionEvaluation(FeelScope variables, FeelEnvironment environment);

/// <summary>One version of a decision that business rule tasks can ask.</summary>
public sealed class DeployedDecision
{
    /// <summary>The key of the decision.</summary>
    public required long Key { get; init; }

    /// <summary>The id that models name.</summary>
    public required string DecisionId { get; init; }

    /// <summary>1 for the first version.</summary>
    public required int Version { get; init; }

    /// <summary>Evaluates it, with everything it requires.</summary>
    public required DecisionEvaluation Evaluate { get; init; }
}

/// <summary>What a decision answered.</summary>
/// <param name="Output">The result.</param>
/// <param name="Problem">Why there is no result; a clause that completes "Expected to ..., but".</param>
public readonly record struct DecisionAnswer(FeelValue Output, string? Problem)
{
    /// <summary>What was evaluated on the way; null when the decision could not be asked at all.</summary>
    public DecisionResult? Result { get; init; }
}
