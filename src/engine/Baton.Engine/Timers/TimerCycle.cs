using System.Globalization;

namespace Baton.Engine.Timers;

/// <summary>The repeating texts of timers: <c>R[n]/[start/]duration</c>, or cron.</summary>
internal static class TimerCycle
{
    public static TimerPlan? First(string cycle, DateTimeOffset now, TimeZoneInfo? zone, out string? problem)
    {
        problem = null;
        if (cycle is not ['R', ..])
        {
            if (!CronSchedule.TryParse(cycle, out CronSchedule? cron))
            {
                problem = $"'{cycle}' is neither a repeating interval such as R3/PT10M nor a cron text such as 0 0 9 * * *.";
                return null;
            }
            if (cron.Next(now, zone ?? TimeZoneInfo.Utc) is { } due)
            {
                return new TimerPlan(due.ToUniversalTime(), TimerPlan.Endless, cycle);
            }
            problem = $"the cron text '{cycle}' names no time that ever comes.";
            return null;
        }
        if (!TryParse(cycle, out int repetitions, out DateTimeOffset? start, out IsoPeriod period))
        {
            problem = $"'{cycle}' is not a repeating interval such as R3/PT10M.";
            return null;
        }
        if (!period.IsPositive && repetitions == TimerPlan.Endless)
        {
            problem = $"'{cycle}' repeats endlessly without any time in between.";
            return null;
        }
        DateTimeOffset? first =
            start is null ? period.After(now)
            : start > now ? start
            : Following(period, start.Value, now);
        problem = first is null ? $"'{cycle}' leads beyond the calendar." : null;
        return first is null ? null : new TimerPlan(first.Value.ToUniversalTime(), repetitions, cycle);
    }

    /// <summary>
    /// The due time after <paramref name="due"/>, which fired at <paramref name="now"/>. What was missed is not caught up: the next time is then
    /// one interval after now.
    /// </summary>
    public static DateTimeOffset? Next(string cycle, DateTimeOffset due, DateTimeOffset now, TimeZoneInfo? zone)
    {
        if (cycle is not ['R', ..])
        {
            return CronSchedule.TryParse(cycle, out CronSchedule? cron) ? cron.Next(now > due ? now : due, zone ?? TimeZoneInfo.Utc) : null;
        }
        if (!TryParse(cycle, out _, out _, out IsoPeriod period))
        {
            return null;
        }
        DateTimeOffset? natural = period.After(due);
        return natural <= now ? period.After(now) : natural;
    }

    private static DateTimeOffset? Following(IsoPeriod period, DateTimeOffset start, DateTimeOffset now)
    {
        if (!period.IsPositive)
        {
            return now;
        }
        if (period.Months == 0)
        {
            long missed = (now - start).Ticks / period.Time.Ticks;
            return start + TimeSpan.FromTicks((missed + 1) * period.Time.Ticks);
        }
        DateTimeOffset? due = start;
        while (due <= now)
        {
            due = period.After(due.Value);
        }
        return due;
    }

    private static bool TryParse(string cycle, out int repetitions, out DateTimeOffset? start, out IsoPeriod period)
    {
        start = null;
        period = default;
        repetitions = TimerPlan.Endless;
        string[] parts = cycle.Split('/');
        if (parts.Length is not (2 or 3))
        {
            return false;
        }
        string count = parts[0][1..];
        if (
            count.Length > 0
            && count != "-1"
            && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out repetitions) || repetitions == 0)
        )
        {
            return false;
        }
        if (parts.Length == 3)
        {
            if (!IsoInstant.TryParse(parts[1], out DateTimeOffset from))
            {
                return false;
            }
            start = from;
        }
        return IsoPeriod.TryParse(parts[^1], out period) && (period.IsPositive || repetitions != TimerPlan.Endless);
    }
}
