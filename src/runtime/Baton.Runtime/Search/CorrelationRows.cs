namespace Baton.Runtime.Search;

/// <summary>
/// A message that reached an instance. Where it started the instance there is no element instance, and the subscription is the definition's.
/// </summary>
public sealed record CorrelatedMessageRow(
    long MessageKey,
    long SubscriptionKey,
    DateTimeOffset CorrelationTime,
    string MessageName,
    string CorrelationKey,
    string ElementId,
    long? ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId
);
