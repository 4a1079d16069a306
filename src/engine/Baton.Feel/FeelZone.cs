namespace Baton.Feel;

/// <summary>The zone of a time: a fixed offset from UTC, or a region of the IANA time zone database.</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    /// <summary>No offset may be larger than this many seconds.</summary>
    internal const int MaxOffsetSeconds = 18 * 3600;

    private readonly int _offsetSeconds;

    private FeelZone(int offsetSeconds, string? region, TimeZoneInfo? rules)
    {
        _offsetSeconds = offsetSeconds;
        Region = region;
        Rules = rules;
    }

    /// <summary>UTC, written <c>Z</c>.</summary>
    public static FeelZone Utc { get; } = new(0, null, null);

    /// <summary>The name of the region, or null for a fixed offset.</summary>
    public string? Region { get; }

    internal TimeZoneInfo? Rules { get; }

    internal static FeelZone? AtOffset(int seconds) =>
        seconds == 0 ? Utc
        : Math.Abs(seconds) <= MaxOffsetSeconds ? new(seconds, null, null)
        : null;

    internal static FeelZone? OfRegion(string name) =>
        name.Length is > 0 and <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules) ? new(0, name, rules) : null;

    /// <summary>A region of the time zone database, or what the host calls it.</summary>
    public static FeelZone Of(TimeZoneInfo zone) => new(0, zone.Id, zone);

    /// <summary>The offset from UTC in seconds at a local date and time.</summary>
    internal int OffsetAt(FeelDate date, long nanosecondOfDay)
    {
        if (Rules is null)
        {
            return _offsetSeconds;
        }
        // The calendar repeats every 400 years; the rules of the database only know the years .NET knows.
        var year = date.Year is >= 2 and <= 9998 ? date.Year : 2000 + ((date.Year % 400) + 400) % 400;
        var local = new DateTime(year, date.Month, date.Day, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(nanosecondOfDay / 100);
        return (int)Rules.GetUtcOffset(local).TotalSeconds;
    }

    /// <summary>The offset where it does not depend on the date; for a region its standard offset.</summary>
    internal int StandardOffset => Rules is null ? _offsetSeconds : (int)Rules.BaseUtcOffset.TotalSeconds;

    /// <summary>Whether both have the same offset, or the same region.</summary>
    public bool Equals(FeelZone? other) =>
        other is not null && _offsetSeconds == other._offsetSeconds && string.Equals(Region, other.Region, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_offsetSeconds, Region);
}
