namespace Baton.Engine;

/// <summary>Bounds on the work of one command. Reaching one raises an incident that an operator can resolve.</summary>
public sealed record EngineLimits
{
    /// <summary>The bounds used where nothing else is configured.</summary>
    public static EngineLimits Default { get; } = new();

    /// <summary>
    /// How many elements one command may activate. A model that loops without waiting reaches it; resolving the incident grants the same number again.
    /// </summary>
    public int MaxActivationsPerCommand { get; init; } = 50_000;

    /// <summary>How deep call activities may nest within one root instance tree.</summary>
    public int MaxCallDepth { get; init; } = 100;
}
