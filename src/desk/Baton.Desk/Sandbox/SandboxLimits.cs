using Baton.Engine;

namespace Baton.Desk.Sandbox;

/// <summary>Bounds of a run, so that no model keeps the desk busy.</summary>
internal static class SandboxLimits
{
    public const int MaxSteps = 300;

    /// <summary>How much one step may set off: timers on the way, signals that answer signals.</summary>
    public const int MaxCommandsPerStep = 200;

    /// <summary>How many tokens may be under way at once.</summary>
    public const int MaxTokens = 2_000;

    /// <summary>How many elements may begin in the whole run.</summary>
    public const int MaxElements = 20_000;

    /// <summary>How far the clock goes in one step: ten years.</summary>
    public const int MaxMinutes = 10 * 366 * 24 * 60;

    public const int MaxTextLength = 5_000_000;
    public const int MaxValuesLength = 100_000;

    /// <summary>Longer values are cut where they are shown.</summary>
    public const int MaxShownLength = 4_000;

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A model that goes round without waiting gets an incident here.</summary>
    public static EngineLimits Engine { get; } = new() { MaxActivationsPerCommand = 1_000, MaxCallDepth = 20 };
}
