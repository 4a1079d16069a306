using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine.Conditions;

/// <summary>An open wait for a condition.</summary>
/// <param name="Key">The subscription's key.</param>
/// <param name="Owner">The instance that waits: the catch event, the activity with the boundary event, the gateway, the scope.</param>
/// <param name="Target">The event that it triggers.</param>
public sealed record ConditionSubscription(long Key, ElementInstance Owner, ExecutableElement Target)
{
    /// <summary>False when it stays open and triggers again.</summary>
    public bool ClosesOnTrigger => Target.Type is not (ElementType.BoundaryEvent or ElementType.StartEvent) || Target.IsInterrupting;
}
