using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine.Messages;

/// <summary>An open wait for a message.</summary>
/// <param name="Key">The subscription's key.</param>
/// <param name="Owner">The instance that waits: the catch event or task, the activity with the boundary event, the gateway, the scope.</param>
/// <param name="Target">The event that it triggers.</param>
/// <param name="MessageName">The name of the message.</param>
/// <param name="CorrelationKey">The key of the message.</param>
public sealed record MessageSubscription(
    long Key,
    ElementInstance Owner,
    ExecutableElement Target,
    string MessageName,
    string CorrelationKey
)
{
    /// <summary>False when it stays open for further messages.</summary>
    public bool ClosesOnCorrelation => Target.Type is not (ElementType.BoundaryEvent or ElementType.StartEvent) || Target.IsInterrupting;
}
