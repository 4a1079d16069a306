using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Baton.Engine.Timers;

/// <summary>
/// A cron text of six fields: second, minute, hour, day of month, month, day of week (0 and 7 are Sunday); lists, ranges, steps, names,
/// <c>?</c>, <c>L</c> (last day of the month, <c>5L</c> last Friday), <c>5#2</c> (second Friday), or a short form such as <c>@daily</c>.
/// </summary>
internal sealed class CronSchedule
{
    private const int MaxYearsAhead = 8;

    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;
    private readonly bool _isLastDay;
    private readonly int _lastWeekday = -1;
    private readonly (int Weekday, int Nth)? _nthWeekday;

    private CronSchedule(string[] fields)
    {
        _seconds = Field(fields[0], 0, 59, null);
        _minutes = Field(fields[1], 0, 59, null);
        _hours = Field(fields[2], 0, 23, null);
        _isLastDay = fields[3] == "L";
        _days = _isLastDay ? ~0UL : Field(fields[3], 1, 31, null);
        _months = Field(fields[4], 1, 12, MonthNames);
        string weekday = fields[5];
        _weekdays = ~0UL;
        if (weekday.Length > 1 && weekday.EndsWith('L'))
        {
            _lastWeekday = Number(weekday[..^1], 0, 7, DayNames, 0) % 7;
        }
        else if (weekday.IndexOf('#', StringComparison.Ordinal) is > 0 and var at)
        {
            _nthWeekday = (Number(weekday[..at], 0, 7, DayNames, 0) % 7, Number(weekday[(at + 1)..], 1, 5, null, 0));
        }
        else
        {
            ulong raw = Field(weekday, 0, 7, DayNames);
            _weekdays = raw | (raw >> 7 & 1);
        }
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule)
    {
        schedule = null;
        string full = text.Trim() switch
        {
            "@yearly" or "@annually" => "0 0 0 1 1 *",
            "@monthly" => "0 0 0 1 * *",
            "@weekly" => "0 0 0 * * 0",
            "@daily" or "@midnight" => "0 0 0 * * *",
            "@hourly" => "0 0 * * * *",
            var other => other.ToUpperInvariant(),
        };
        string[] fields = full.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
        {
            return false;
        }
        try
        {
            schedule = new CronSchedule(fields);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The first matching instant after the given one, on the clock of the zone; null if none comes within some years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        DateTime local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        local = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        DateTime day = local.Date;
        DateTime last = day.Year >= 9999 - MaxYearsAhead ? DateTime.MaxValue.Date : day.AddYears(MaxYearsAhead);
        for (; day < last; day = day.AddDays(1))
        {
            if (!Matches(day))
            {
                continue;
            }
            TimeSpan? time = TimeOfDay(day == local.Date ? local.TimeOfDay : TimeSpan.Zero);
            while (time is { } found)
            {
                DateTime candidate = day + found;
                // A time that the clock skips in spring does not exist on that day.
                if (!zone.IsInvalidTime(candidate))
                {
                    var instant = new DateTimeOffset(candidate, zone.GetUtcOffset(candidate));
                    if (instant > after)
                    {
                        return instant;
                    }
                }
                time = TimeOfDay(found + TimeSpan.FromSeconds(1));
            }
        }
        return null;
    }

    private bool Matches(DateTime day)
    {
        if (!Has(_months, day.Month) || !Has(_weekdays, (int)day.DayOfWeek))
        {
            return false;
        }
        int length = DateTime.DaysInMonth(day.Year, day.Month);
        if (_isLastDay ? day.Day != length : !Has(_days, day.Day))
        {
            return false;
        }
        if (_lastWeekday >= 0 && ((int)day.DayOfWeek != _lastWeekday || day.Day + 7 <= length))
        {
            return false;
        }
        return _nthWeekday is not { } nth || ((int)day.DayOfWeek == nth.Weekday && (day.Day - 1) / 7 + 1 == nth.Nth);
    }

    private TimeSpan? TimeOfDay(TimeSpan from)
    {
        if (from >= TimeSpan.FromDays(1))
        {
            return null;
        }
        for (int hour = Following(_hours, from.Hours); hour >= 0; hour = Following(_hours, hour + 1))
        {
            int firstMinute = hour == from.Hours ? from.Minutes : 0;
            for (int minute = Following(_minutes, firstMinute); minute >= 0; minute = Following(_minutes, minute + 1))
            {
                bool isFirst = hour == from.Hours && minute == from.Minutes;
                int second = Following(_seconds, isFirst ? from.Seconds : 0);
                if (second >= 0)
                {
                    return new TimeSpan(hour, minute, second);
                }
            }
        }
        return null;
    }

    private static bool Has(ulong set, int value) => (set >> value & 1) != 0;

    private static int Following(ulong set, int from)
    {
        ulong rest = from >= 64 ? 0 : set >> from << from;
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    private static ulong Field(string field, int min, int max, string[]? names)
    {
        ulong set = 0;
        foreach (string part in field.Split(','))
        {
            int slash = part.IndexOf('/', StringComparison.Ordinal);
            int step = slash < 0 ? 1 : Number(part[(slash + 1)..], 1, max, null, 0);
            string range = slash < 0 ? part : part[..slash];
            int from = min;
            int to = max;
            if (range is not ("*" or "?"))
            {
                int dash = range.IndexOf('-', StringComparison.Ordinal);
                from = Number(dash < 0 ? range : range[..dash], min, max, names, min);
                to =
                    dash >= 0 ? Number(range[(dash + 1)..], min, max, names, min)
                    : slash < 0 ? from
                    : max;
            }
            if (to < from)
            {
                throw new FormatException($"The range '{part}' runs backwards.");
            }
            for (int value = from; value <= to; value += step)
            {
                set |= 1UL << value;
            }
        }
        return set;
    }

    private static int Number(string text, int min, int max, string[]? names, int firstName)
    {
        int named = names is null ? -1 : Array.IndexOf(names, text);
        int value = named + firstName;
        if (named < 0 && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            throw new FormatException($"'{text}' is not a number.");
        }
        return value >= min && value <= max ? value : throw new FormatException($"{value} is not between {min} and {max}.");
    }
}
