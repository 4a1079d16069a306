namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>What holds of a clock's conditions now: each is the rule by which it holds, or null where it does not.</summary>
internal sealed record ClockTruth
{
    public string? Start { get; init; }
    public string? Stop { get; init; }
    public string? Cancel { get; init; }
    public string? Pause { get; init; }

    /// <summary>Since when what pauses it has been so, where that is known.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>What the condition that begins it anew yields, as JSON.</summary>
    public string? Reset { get; init; }

    /// <summary>The due time, where it is given and not counted.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>From where a new clock counts.</summary>
/// <param name="From">The instant.</param>
/// <param name="Pauses">Times since then that do not count, oldest first and apart.</param>
internal sealed record ClockBeginning(DateTimeOffset From, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Pauses)
{
    public static ClockBeginning At(DateTimeOffset now) => new(now, []);
}

/// <summary>What came of looking at a clock.</summary>
/// <param name="Record">The clock after it.</param>
/// <param name="Happened">What is to be done and told, in order.</param>
internal sealed record ClockStep(ClockRecord Record, IReadOnlyList<ClockHappening> Happened)
{
    /// <summary>It ended to begin anew.</summary>
    public bool BeginsAnew { get; init; }
}

internal enum ClockEvent
{
    Started,
    Paused,
    Resumed,
    DueMoved,
    Late,
    Met,
    Missed,
    Canceled,

    /// <summary>A mark fires: somebody is told, or something is done.</summary>
    Mark,

    /// <summary>Marks went by without being told.</summary>
    Skipped,
}

/// <summary>One thing that happened to a clock.</summary>
/// <param name="What">What.</param>
/// <param name="Rule">By which rule; null where time alone did it.</param>
/// <param name="Mark">The mark that fires, or those that were skipped with commas.</param>
internal sealed record ClockHappening(ClockEvent What, string? Rule = null, string? Mark = null);
