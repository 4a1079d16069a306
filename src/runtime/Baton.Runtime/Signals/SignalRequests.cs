using Baton.Feel;

namespace Baton.Runtime.Signals;

/// <summary>A signal for everybody who waits for it now; it is never kept.</summary>
/// <param name="Name">The name of the signal.</param>
public sealed record BroadcastSignalRequest(string Name)
{
    public FeelContext Variables { get; init; } = FeelContext.Empty;
}

/// <summary>A signal that was broadcast, also when nobody waited.</summary>
public sealed record BroadcastedSignal(long SignalKey);

/// <summary>Signals that set each other off without end. The unit of work in which they did is undone.</summary>
public sealed class SignalStormException(string message) : Exception(message);
