using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine.Signals;

/// <summary>An open wait for a signal.</summary>
/// <param name="Key">The subscription's key.</param>
/// <param name="Owner">The instance that waits.</param>
/// <param name="Target">The event that it triggers.</param>
/// <param name="SignalName">The name of the signal.</param>
public sealed record SignalSubscription(long Key, ElementInstance Owner, ExecutableElement Target, string SignalName)
{
    /// <summary>False when it stays open for further signals.</summary>
    public bool ClosesOnReceipt => Target.Type is not (ElementType.BoundaryEvent or ElementType.StartEvent) || Target.IsInterrupting;
}
