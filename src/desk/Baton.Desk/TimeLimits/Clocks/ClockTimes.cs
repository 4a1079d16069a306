using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Where the instants of a clock lie. Pure.</summary>
internal static class ClockTimes
{
    /// <summary>Whole milliseconds: what is kept has no more.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>The instant as the clock runs now. One that went by while it rested, or before, is where it runs from.</summary>
    public static DateTimeOffset Of(WorkingCalendar calendar, ClockRecord record, LimitInstant instant) =>
        instant switch
        {
            { Share: { } share } => Before(calendar, record, record.Target * (double)(1 - share)),
            { Before: { Days: 0 } time } => Before(calendar, record, time.Time),
            { Before: { } amount } => Before(calendar, record, amount),
            _ => record.DueAt,
        };

    /// <summary>The working time that is left; nothing once it is due.</summary>
    public static TimeSpan Left(WorkingCalendar calendar, ClockRecord record, DateTimeOffset now) =>
        calendar.Between(record.PausedAt ?? now, record.DueAt);

    private static DateTimeOffset Before(WorkingCalendar calendar, ClockRecord record, TimeSpan left)
    {
        var (from, due) = (record.RunsSince, record.DueAt);
        var whole = calendar.Between(from, due);
        return left >= whole ? from : Whole(calendar.Add(from, new(0, whole - left)));
    }

    /// <summary>Days before, by the days of the calendar.</summary>
    private static DateTimeOffset Before(WorkingCalendar calendar, ClockRecord record, WorkingAmount amount)
    {
        var at = Whole(calendar.Subtract(record.DueAt, amount));
        return at > record.RunsSince ? at : record.RunsSince;
    }
}
