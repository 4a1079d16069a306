using System.Globalization;
using Baton.Desk.TimeLimits.Calendars;
using NodaTime;
using static Baton.Desk.Tests.TimeLimits.Calendars.CalendarSamples;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

/// <summary>Random schedules against somebody who looks at the clock on the wall every minute.</summary>
public sealed class WorkingCalendarSimulation
{
    private const int Schedules = 100_000;

    /// <summary>Zones, each with a moment around which its clocks do something odd.</summary>
    private static readonly (DateTimeZone Zone, DateTimeOffset Near)[] Oddities =
    [
        (Zone("Asia/Hong_Kong"), At("2026-02-17")),
        (Zone("Asia/Shanghai"), At("2026-10-01")),
        (Zone("Europe/London"), At("2026-03-29 01:00")),
        (Zone("Europe/London"), At("2026-10-25 01:00")),
        (Zone("America/New_York"), At("2026-03-08 07:00")),
        (Zone("America/New_York"), At("2026-11-01 06:00")),
        (Zone("Australia/Lord_Howe"), At("2026-04-04 15:00")),
        (Zone("Australia/Lord_Howe"), At("2026-10-03 15:30")),
        (Zone("America/St_Johns"), At("2006-10-29 02:31")),
        (Zone("America/St_Johns"), At("2006-04-02 03:31")),
        (Zone("America/Santiago"), At("2026-04-05 03:00")),
        (Zone("Pacific/Apia"), At("2011-12-30 10:00")),
        (Zone("Africa/Cairo"), At("2026-04-23 22:00")),
    ];

    [Fact]
    public void A_calendar_says_what_one_sees_who_looks_at_the_clock_every_minute() =>
        Parallel.For(0, Schedules, seed => Schedule(new Random(seed), seed));

    private static void Schedule(Random random, int seed)
    {
        var (zone, near) = Oddities[random.Next(Oddities.Length)];
        var days = random.Next(2, 4);
        var start = near.AddMinutes(-random.Next(60, days * 1_000));
        start = new(start.Ticks - (start.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        IReadOnlyList<DaySpan>[] week = [.. Enumerable.Range(0, 7).Select(_ => Hours(random))];
        var special = Enumerable.Range(0, random.Next(4)).Select(_ => Special(random, near)).ToList();
        var calendar = new WorkingCalendar(zone, week, special);
        var seen = Look(zone, week, special, start, days * DaySpan.MinutesPerDay);

        for (var round = 0; round < 3; round++)
        {
            var (one, other) = (random.Next(seen.Length), random.Next(seen.Length));
            var (from, to) = (Math.Min(one, other), Math.Max(one, other));
            var open = 0;
            for (var minute = from; minute < to; minute++)
                open += seen[minute].IsOpen ? 1 : 0;
            var told = "schedule " + seed.ToString(CultureInfo.InvariantCulture);
            Assert.True(calendar.IsOpen(start.AddMinutes(from)) == seen[from].IsOpen, told);
            Assert.True(calendar.Between(start.AddMinutes(from), start.AddMinutes(to)) == TimeSpan.FromMinutes(open), told);
            if (open > 0)
            {
                var amount = new WorkingAmount(0, TimeSpan.FromMinutes(random.Next(1, open + 1)));
                Assert.True(calendar.Add(start.AddMinutes(from), amount) == start.AddMinutes(Later(seen, from, amount)), told);
                Assert.True(calendar.Subtract(start.AddMinutes(to), amount) == start.AddMinutes(Earlier(seen, to, amount)), told);
            }
            if (DaysLater(seen, from, round) is { } due)
                Assert.True(calendar.Add(start.AddMinutes(from), new(round, TimeSpan.Zero)) == start.AddMinutes(due), told);
        }
    }

    private readonly record struct Minute(bool IsOpen, int Date, int Time);

    private static Minute[] Look(
        DateTimeZone zone,
        IReadOnlyList<DaySpan>[] week,
        List<SpecialDays> special,
        DateTimeOffset start,
        int minutes
    )
    {
        var seen = new Minute[minutes];
        var (date, isOpen) = (-1, new bool[DaySpan.MinutesPerDay]);
        var (ahead, evenUntil) = (0L, 0L);
        for (var passed = 0; passed < minutes; passed++)
        {
            if (passed >= evenUntil)
            {
                var interval = zone.GetZoneInterval(Instant.FromDateTimeOffset(start.AddMinutes(passed)));
                ahead = (start.UtcTicks + interval.WallOffset.Ticks) / TimeSpan.TicksPerMinute;
                evenUntil = interval.HasEnd ? (interval.End.ToDateTimeOffset() - start).Ticks / TimeSpan.TicksPerMinute : long.MaxValue;
            }
            var local = ahead + passed;
            var (today, time) = ((int)(local / DaySpan.MinutesPerDay), (int)(local % DaySpan.MinutesPerDay));
            if (date != today)
            {
                date = today;
                var hours = HoursOf(DateOnly.FromDayNumber(date), week, special);
                for (var minute = 0; minute < isOpen.Length; minute++)
                    isOpen[minute] = false;
                foreach (var span in hours)
                    isOpen.AsSpan(span.From, span.To - span.From).Fill(true);
            }
            seen[passed] = new(isOpen[time], date, time);
        }
        return seen;
    }

    private static IReadOnlyList<DaySpan> HoursOf(DateOnly date, IReadOnlyList<DaySpan>[] week, List<SpecialDays> special)
    {
        var had = special.FindAll(one => one.Have(date));
        var counts = had.Exists(one => !one.IsYearly) ? had.FindAll(one => !one.IsYearly) : had;
        if (counts.Count == 0)
            return week[(int)date.DayOfWeek];
        var last = counts.FindLast(one => one.Hours.Count > 0 || one.Like is not null) ?? counts[^1];
        return last.Like is { } like ? week[(int)like] : last.Hours;
    }

    private static int Later(Minute[] seen, int from, WorkingAmount amount)
    {
        for (var left = (int)amount.Time.TotalMinutes; left > 0; from++)
            if (seen[from].IsOpen)
                left--;
        return from;
    }

    private static int Earlier(Minute[] seen, int to, WorkingAmount amount)
    {
        for (var left = (int)amount.Time.TotalMinutes; left > 0; to--)
            if (seen[to - 1].IsOpen)
                left--;
        return to;
    }

    /// <summary>Null where one would have to look for longer.</summary>
    private static int? DaysLater(Minute[] seen, int from, int days)
    {
        if (days == 0)
            return from;
        var first = Array.FindIndex(seen, from, minute => minute.IsOpen);
        if (first < 0)
            return null;
        var (date, time) = (seen[first].Date, seen[first].Time);
        for (var minute = first; days > 0; minute++)
        {
            // What one sees of the last day may not be all of it.
            if (minute == seen.Length || seen[minute].Date == seen[^1].Date)
                return null;
            if (seen[minute].IsOpen && seen[minute].Date > date)
                (date, days) = (seen[minute].Date, days - 1);
        }
        // The same time of day; where the clocks have left it out, the first time after.
        var due = Array.FindIndex(seen, minute => minute.Date == date && minute.Time == time);
        if (due < 0)
            due = Array.FindIndex(seen, minute => minute.Date > date || (minute.Date == date && minute.Time > time));
        var open = Array.FindIndex(seen, due, minute => minute.IsOpen);
        return open < 0 ? null : open;
    }

    private static List<DaySpan> Hours(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(4))
                .Select(_ =>
                {
                    var from = random.Next(DaySpan.MinutesPerDay);
                    return new DaySpan(from, random.Next(from + 1, DaySpan.MinutesPerDay + 1));
                }),
        ];

    private static SpecialDays Special(Random random, DateTimeOffset near)
    {
        var from = DateOnly.FromDateTime(near.UtcDateTime).AddDays(random.Next(-3, 4));
        return new(
            from,
            from.AddDays(random.Next(3)),
            random.Next(3) == 0,
            random.Next(2) == 0 ? [] : Hours(random),
            random.Next(4) == 0 ? (DayOfWeek)random.Next(7) : null
        );
    }
}
