using System.Globalization;
using Baton.Feel;

namespace Baton.Engine.Timers;

/// <summary>Reads instants: ISO 8601 texts with date, time and zone, and FEEL dates.</summary>
internal static class IsoInstant
{
    /// <summary>An instant, in UTC. A text without offset and a FEEL value without zone mean the clock of <paramref name="zone"/>.</summary>
    public static bool TryFrom(FeelValue value, TimeZoneInfo? zone, out DateTimeOffset instant)
    {
        instant = default;
        switch (value.Kind)
        {
            case FeelKind.DateTime when value.AsDateTime().TryToDateTimeOffset(zone, out instant):
                instant = instant.ToUniversalTime();
                return true;
            case FeelKind.Date:
                bool isInCalendar = new FeelDateTime(value.AsDate(), 0, null).TryToDateTimeOffset(zone, out instant);
                instant = instant.ToUniversalTime();
                return isInCalendar;
            case FeelKind.String:
                return TryParse(value.AsString(), out instant);
            default:
                return false;
        }
    }

    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        ReadOnlySpan<char> rest = text;
        string? region = null;
        if (rest is [.., ']'] && rest.IndexOf('[') is > 0 and var at)
        {
            region = rest[(at + 1)..^1].ToString();
            rest = rest[..at];
        }
        if (rest.IndexOf('T') != 10)
        {
            return false;
        }
        bool hasOffset = rest[^1] == 'Z' || rest[10..].IndexOfAny('+', '-') >= 0;
        if (!hasOffset && region is null)
        {
            return false;
        }
        if (hasOffset)
        {
            bool isRead = DateTimeOffset.TryParse(rest, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
            instant = instant.ToUniversalTime();
            return isRead;
        }
        if (
            !TimeZoneInfo.TryFindSystemTimeZoneById(region!, out TimeZoneInfo? zone)
            || !DateTime.TryParse(rest, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
        )
        {
            return false;
        }
        instant = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }
}
