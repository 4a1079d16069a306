using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>A time of day to the nanosecond, with or without a zone.</summary>
public sealed class FeelTime(long nanosecondOfDay, FeelZone? zone)
{
    internal const long SecondNanos = 1_000_000_000;
    internal const long DayNanos = 86_400 * SecondNanos;

    /// <summary>Nanoseconds since midnight.</summary>
    public long NanosecondOfDay { get; } = nanosecondOfDay;

    /// <summary>The offset or region; null for a local time.</summary>
    public FeelZone? Zone { get; } = zone;

    /// <summary>From 0 to 23.</summary>
    public int Hour => (int)(NanosecondOfDay / (3600 * SecondNanos));

    /// <summary>From 0 to 59.</summary>
    public int Minute => (int)(NanosecondOfDay / (60 * SecondNanos) % 60);

    /// <summary>From 0 to 59.</summary>
    public int Second => (int)(NanosecondOfDay / SecondNanos % 60);

    /// <summary>What orders times: the time of day, brought to UTC where a zone is known.</summary>
    internal long Comparable => NanosecondOfDay - (Zone?.StandardOffset ?? 0) * SecondNanos;

    /// <summary>As ISO 8601 writes it, with the region behind an <c>@</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
