using Baton.Desk.TimeLimits.Calendars;
using CsCheck;
using static Baton.Desk.Tests.TimeLimits.Calendars.CalendarSamples;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

/// <summary>What holds for every calendar, every instant and every amount.</summary>
public sealed class WorkingCalendarLaws
{
    private const int Iterations = 5_000;

    private static readonly string[] Zones =
    [
        "UTC",
        "Asia/Hong_Kong",
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Santiago",
    ];

    private static readonly Gen<DaySpan> AnySpan = Gen.Select(Gen.Int[0, 1_438], Gen.Int[1, 600])
        .Select((from, length) => new DaySpan(from, Math.Min(from + length, DaySpan.MinutesPerDay)));

    private static readonly Gen<IReadOnlyList<DaySpan>> AnyDay = AnySpan.List[0, 3].Select(spans => (IReadOnlyList<DaySpan>)spans);

    /// <summary>Two hours at least, so that all amounts fit into the years in which work is looked for.</summary>
    private static readonly Gen<IReadOnlyList<DaySpan>[]> AnyWeek = AnyDay
        .Array[7]
        .Where(week => week.Sum(day => DaySpan.Union(day).Sum(span => span.To - span.From)) >= 120);

    private static readonly Gen<SpecialDays> AnySpecial = Gen.Select(Gen.Int[0, 700], Gen.Int[0, 9], Gen.Bool, AnyDay, Gen.Int[-3, 6])
        .Select(
            (first, length, isYearly, hours, like) =>
                new SpecialDays(
                    new DateOnly(2025, 1, 1).AddDays(first),
                    new DateOnly(2025, 1, 1).AddDays(first + length),
                    isYearly,
                    hours,
                    like < 0 ? null : (DayOfWeek)like
                )
        );

    private static readonly Gen<WorkingCalendar> AnyCalendar = Gen.Select(
            Gen.Int[0, Zones.Length - 1].Select(index => Zones[index]),
            AnyWeek,
            AnySpecial.List[0, 6]
        )
        .Select((zone, week, special) => new WorkingCalendar(Zone(zone), week, special));

    private static readonly Gen<DateTimeOffset> AnyInstant = Gen.Long[0, 2L * 365 * 24 * 3_600 * 1_000]
        .Select(milliseconds => At("2025-01-01").AddMilliseconds(milliseconds));

    private static readonly Gen<TimeSpan> AnyTime = Gen.Long[0, 90L * 3_600 * 1_000]
        .Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Two_steps_are_one() =>
        Gen.Select(AnyCalendar, AnyInstant, AnyTime, AnyTime)
            .Sample(
                (calendar, from, first, second) =>
                    Assert.Equal(
                        calendar.Add(from, new(0, first + second)),
                        calendar.Add(calendar.Add(from, new(0, first)), new(0, second))
                    ),
                iter: Iterations
            );

    [Fact]
    public void Between_finds_what_add_has_added() =>
        Gen.Select(AnyCalendar, AnyInstant, AnyTime)
            .Sample(
                (calendar, from, time) =>
                {
                    Assert.Equal(time, calendar.Between(from, calendar.Add(from, new(0, time))));
                    Assert.Equal(time, calendar.Between(calendar.Subtract(from, new(0, time)), from));
                },
                iter: Iterations
            );

    [Fact]
    public void What_starts_later_is_not_due_earlier() =>
        Gen.Select(AnyCalendar, AnyInstant, AnyInstant, AnyTime)
            .Sample(
                (calendar, one, other, time) =>
                {
                    var (first, second) = one <= other ? (one, other) : (other, one);
                    Assert.True(calendar.Add(first, new(0, time)) <= calendar.Add(second, new(0, time)));
                    Assert.True(calendar.Subtract(first, new(0, time)) <= calendar.Subtract(second, new(0, time)));
                },
                iter: Iterations
            );

    [Fact]
    public void More_days_are_later_and_end_in_open_hours() =>
        Gen.Select(AnyCalendar, AnyInstant, Gen.Int[1, 60])
            .Sample(
                (calendar, from, days) =>
                {
                    var due = calendar.Add(from, new(days, TimeSpan.Zero));
                    Assert.True(due > from && calendar.IsOpen(due));
                    Assert.True(due < calendar.Add(from, new(days + 2, TimeSpan.Zero)));
                },
                iter: Iterations
            );

    [Fact]
    public void The_spans_are_in_order_apart_and_as_long_as_the_time_between() =>
        Gen.Select(AnyCalendar, AnyInstant, AnyTime)
            .Sample(
                (calendar, from, time) =>
                {
                    var spans = calendar.Spans(from, from + time).ToList();
                    Assert.Equal(calendar.Between(from, from + time), TimeSpan.FromTicks(spans.Sum(one => (one.To - one.From).Ticks)));
                    Assert.All(
                        spans,
                        one =>
                            Assert.True(one.From < one.To && calendar.IsOpen(one.From) && !calendar.IsOpen(one.To) || one.To == from + time)
                    );
                    Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
                },
                iter: Iterations
            );
}
