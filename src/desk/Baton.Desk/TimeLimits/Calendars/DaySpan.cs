using System.Globalization;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>A part of a day by the clock on the wall, in minutes since midnight; the end, at most 24:00, is not part of it.</summary>
internal readonly record struct DaySpan(int From, int To)
{
    public const int MinutesPerDay = 24 * 60;

    /// <summary>Reads <c>09:00-12:30</c>. A span that would go past midnight is two: until 24:00, and from 00:00 of the next day.</summary>
    public static bool TryParse(string? text, out DaySpan span)
    {
        span = default;
        if (text is not { Length: <= 20 } || text.Split('-') is not [var from, var to])
            return false;
        if (Minutes(from.Trim()) is not { } start || Minutes(to.Trim()) is not { } end || end <= start)
            return false;
        span = new(start, end);
        return true;
    }

    /// <summary>The spans in their order, those that overlap or touch as one.</summary>
    public static IReadOnlyList<DaySpan> Union(IEnumerable<DaySpan> spans)
    {
        var union = new List<DaySpan>();
        foreach (var span in spans.Where(one => one.To > one.From).OrderBy(one => one.From))
        {
            if (union.Count > 0 && span.From <= union[^1].To)
                union[^1] = union[^1] with { To = Math.Max(union[^1].To, span.To) };
            else
                union.Add(span);
        }
        return union;
    }

    /// <summary>As <c>09:00-12:30</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From / 60:00}:{From % 60:00}-{To / 60:00}:{To % 60:00}");

    private static int? Minutes(string text)
    {
        if (
            text.Split(':') is not [{ Length: 1 or 2 } hours, { Length: 2 } minutes]
            || !int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || minute > 59
        )
            return null;
        return (hour * 60) + minute is <= MinutesPerDay and var all ? all : null;
    }
}
