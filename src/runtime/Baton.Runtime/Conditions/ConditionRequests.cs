using Baton.Feel;

namespace Baton.Runtime.Conditions;

/// <summary>Asks which processes begin because of a condition that these variables fulfil.</summary>
/// <param name="Variables">The variables that the conditions see and the started instances begin with.</param>
public sealed record EvaluateConditionsRequest(FeelContext Variables)
{
    /// <summary>Only this version of a process; null is the latest version of every one.</summary>
    public long? ProcessDefinitionKey { get; init; }
}

/// <summary>What the conditions started.</summary>
/// <param name="Key">The key of this evaluation.</param>
/// <param name="Started">The instances, definition by definition.</param>
public sealed record EvaluatedConditions(long Key, IReadOnlyList<ConditionStarted> Started);

/// <summary>An instance that a condition started.</summary>
public sealed record ConditionStarted(long ProcessDefinitionKey, long ProcessInstanceKey);
