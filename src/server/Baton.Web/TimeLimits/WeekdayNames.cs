using System.Globalization;
using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Web.TimeLimits;

/// <summary>The weekdays of calendars in the reader's words.</summary>
internal static class WeekdayNames
{
    public static string Of(string weekday) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(Day(weekday));

    public static string Short(string weekday) => CultureInfo.CurrentCulture.DateTimeFormat.GetShortestDayName(Day(weekday));

    private static DayOfWeek Day(string weekday) => (DayOfWeek)((CalendarContent.Weekdays.ToList().IndexOf(weekday) + 1) % 7);
}
