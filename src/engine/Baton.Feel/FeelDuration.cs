using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>A length of time in days, hours, minutes and seconds, to the nanosecond.</summary>
public readonly record struct FeelDaysTimeDuration(Int128 Nanoseconds)
{
    /// <summary>Beyond this no duration is made: about the span of all dates.</summary>
    internal static readonly Int128 Limit = (Int128)2_000_000_000 * 366 * FeelTime.DayNanos;

    /// <summary>The same length of time.</summary>
    public static FeelDaysTimeDuration From(TimeSpan value) => new((Int128)value.Ticks * 100);

    /// <returns>False when the duration is beyond the range of <see cref="TimeSpan"/>.</returns>
    public bool TryToTimeSpan(out TimeSpan span)
    {
        var ticks = Nanoseconds / 100;
        var fits = ticks >= long.MinValue && ticks <= long.MaxValue;
        span = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    /// <summary>As ISO 8601 writes it: <c>P1DT2H</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}

/// <summary>A length of time in years and months.</summary>
public readonly record struct FeelYearsMonthsDuration(long Months)
{
    internal const long Limit = 12L * 2_000_000_000;

    /// <summary>As ISO 8601 writes it: <c>P1Y2M</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
