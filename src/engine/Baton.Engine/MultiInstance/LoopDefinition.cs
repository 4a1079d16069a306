using Baton.Feel;

namespace Baton.Engine.MultiInstance;

/// <summary>How an activity is repeated over a collection.</summary>
internal sealed record LoopDefinition(
    bool IsSequential,
    FeelExpression InputCollection,
    string? InputElement,
    string? OutputCollection,
    FeelExpression? OutputElement,
    string? OutputElementVariable,
    FeelExpression? CompletionCondition
);
