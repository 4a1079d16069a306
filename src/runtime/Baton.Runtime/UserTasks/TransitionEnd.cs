namespace Baton.Runtime.UserTasks;

/// <summary>What became of a change of a user task that listeners were asked about.</summary>
/// <param name="Kind">The outcome.</param>
/// <param name="Reason">Why a listener denied it; null when it did not or gave none.</param>
public sealed record TransitionEnd(TransitionEndKind Kind, string? Reason)
{
    internal static TransitionEnd CarriedOut { get; } = new(TransitionEndKind.CarriedOut, null);

    internal static TransitionEnd Overtaken { get; } = new(TransitionEndKind.Overtaken, null);

    internal static TransitionEnd DeniedFor(string? reason) => new(TransitionEndKind.Denied, reason);
}

/// <summary>The outcomes of a change of a user task.</summary>
public enum TransitionEndKind
{
    /// <summary>All listeners let it through.</summary>
    CarriedOut,

    /// <summary>A listener denied it; the task is as it was.</summary>
    Denied,

    /// <summary>The task was cut off before its listeners were done.</summary>
    Overtaken,
}
