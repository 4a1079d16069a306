using System.Xml;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>
/// How long something may take: whole days and a time, both counted in a calendar. <c>PT8H</c> is eight working hours, <c>P2D</c> is the same time of
/// day two working days later, <c>P1DT4H</c> is a day and then four hours. On a calendar that is always open these are plain elapsed time.
/// </summary>
internal readonly record struct WorkingAmount(int Days, TimeSpan Time)
{
    /// <summary>Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds without a sign; years and months say nothing definite.</summary>
    public static bool TryParse(string? text, out WorkingAmount amount)
    {
        amount = default;
        if (text is not { Length: > 1 and <= 40 } || text[0] != 'P')
            return false;
        if (text[^1] == 'W')
        {
            var isWeeks = int.TryParse(text.AsSpan(1, text.Length - 2), System.Globalization.CultureInfo.InvariantCulture, out var weeks);
            amount = new(weeks * 7, TimeSpan.Zero);
            return isWeeks && weeks is >= 0 and <= 1_000;
        }
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (text.AsSpan(0, time < 0 ? text.Length : time).IndexOfAny('Y', 'M') >= 0)
            return false;
        try
        {
            var whole = XmlConvert.ToTimeSpan(text);
            var hours = time < 0 ? TimeSpan.Zero : XmlConvert.ToTimeSpan("P" + text[time..]);
            amount = new((int)(whole - hours).TotalDays, hours);
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }
}
