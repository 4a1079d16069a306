using Baton.Dmn;

namespace Baton.Engine.Tasks;

/// <summary>
/// How a business rule task's decision came to its result or failure. No event: the state of the instance does not depend on it, so the journal
/// does not grow by it. Who drives the engine may keep it for people to look at.
/// </summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="DecisionKey">The version of the decision that was asked.</param>
/// <param name="Result">The outcome with everything that was evaluated on the way.</param>
public sealed record DecisionAsked(long ProcessInstanceKey, long ElementInstanceKey, long DecisionKey, DecisionResult Result);
