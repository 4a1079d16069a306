using Baton.Feel.Values;

namespace Baton.Feel;

/// <summary>A date with a time of day to the nanosecond, with or without a zone.</summary>
public sealed class FeelDateTime(FeelDate date, long nanosecondOfDay, FeelZone? zone)
{
    /// <summary>The date, in the zone or where there is none, wherever the reader is.</summary>
    public FeelDate Date { get; } = date;

    /// <summary>The time of day in nanoseconds since midnight.</summary>
    public long NanosecondOfDay { get; } = nanosecondOfDay;

    /// <summary>The offset or region; null for a local date and time.</summary>
    public FeelZone? Zone { get; } = zone;

    internal FeelTime Time => new(NanosecondOfDay, Zone);

    internal int? OffsetSeconds => Zone?.OffsetAt(Date, NanosecondOfDay);

    /// <summary>Nanoseconds since 1970 on the local clock.</summary>
    internal Int128 LocalNanos => (Int128)Date.EpochDay * FeelTime.DayNanos + NanosecondOfDay;

    /// <summary>Nanoseconds since 1970 in UTC; without a zone the local clock counts as UTC.</summary>
    internal Int128 InstantNanos => LocalNanos - (Int128)(OffsetSeconds ?? 0) * FeelTime.SecondNanos;

    /// <summary>The date and time with the offset of the value.</summary>
    public static FeelDateTime From(DateTimeOffset value) =>
        new(
            FeelDate.Unchecked(value.Year, value.Month, value.Day),
            value.TimeOfDay.Ticks * 100,
            FeelZone.AtOffset((int)value.Offset.TotalSeconds)
        );

    internal static FeelDateTime? FromLocalNanos(Int128 nanos, FeelZone? zone)
    {
        var day = nanos / FeelTime.DayNanos;
        var rest = nanos % FeelTime.DayNanos;
        if (Int128.IsNegative(rest))
        {
            rest += FeelTime.DayNanos;
            day--;
        }
        return day > long.MinValue && day < long.MaxValue && FeelDate.TryFromEpochDay((long)day, out var date)
            ? new(date, (long)rest, zone)
            : null;
    }

    /// <summary>The instant this names; where it has no zone, the clock of <paramref name="zoneWhenMissing"/> (or UTC) is meant.</summary>
    /// <returns>False when .NET cannot hold the year (1 to 9999).</returns>
    public bool TryToDateTimeOffset(TimeZoneInfo? zoneWhenMissing, out DateTimeOffset instant)
    {
        instant = default;
        if (Date.Year is < 1 or > 9999)
        {
            return false;
        }
        var local = new DateTime(Date.Year, Date.Month, Date.Day, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(NanosecondOfDay / 100);
        var offset = OffsetSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : zoneWhenMissing?.GetUtcOffset(local) ?? TimeSpan.Zero;
        var utc = local.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks || Math.Abs(offset.TotalHours) > 14)
        {
            return false;
        }
        // .NET holds offsets of whole minutes only.
        instant = offset.Ticks % TimeSpan.TicksPerMinute == 0 ? new(local, offset) : new(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>As ISO 8601 writes it, with the region behind an <c>@</c>: <c>2026-03-01T12:00:00@Europe/Vienna</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
