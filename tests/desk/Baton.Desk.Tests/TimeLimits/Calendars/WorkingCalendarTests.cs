using Baton.Desk.TimeLimits.Calendars;
using static Baton.Desk.Tests.TimeLimits.Calendars.CalendarSamples;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar NineToFive = Office("UTC", "09:00-17:00");

    [Fact]
    public void What_does_not_fit_into_friday_goes_on_on_monday() =>
        Assert.Equal(At("2026-06-08 09:30"), NineToFive.Add(At("2026-06-05 16:30"), Amount("PT1H")));

    [Fact]
    public void A_warning_an_hour_before_the_due_time_counts_back_in_working_time()
    {
        var office = Office("UTC", "08:00-18:00");

        var due = office.Add(At("2026-06-01 17:00"), Amount("PT4H"));

        Assert.Equal(At("2026-06-02 11:00"), due);
        Assert.Equal(At("2026-06-02 10:00"), office.Subtract(due, Amount("PT1H")));
        Assert.Equal(At("2026-06-01 17:00"), office.Subtract(due, Amount("PT4H")));
    }

    [Fact]
    public void A_weekend_within_a_pause_is_not_added_twice()
    {
        var due = NineToFive.Add(At("2026-06-04 10:00"), Amount("P3D"));
        var paused = NineToFive.Between(At("2026-06-05 12:00"), At("2026-06-08 12:00"));

        Assert.Equal(At("2026-06-09 10:00"), due);
        Assert.Equal(TimeSpan.FromHours(8), paused);
        Assert.Equal(At("2026-06-10 10:00"), NineToFive.Add(due, new WorkingAmount(0, paused)));
    }

    [Fact]
    public void The_lunch_break_is_outside_of_the_hours()
    {
        var office = Office("UTC", "08:00-12:00", "13:30-17:00");

        Assert.False(office.IsOpen(At("2026-06-01 12:30")));
        Assert.True(office.IsOpen(At("2026-06-01 11:59:59")));
        Assert.True(office.IsOpen(At("2026-06-01 13:30")));
        Assert.False(office.IsOpen(At("2026-06-01 12:00")));
        Assert.Equal(At("2026-06-01 14:00"), office.Add(At("2026-06-01 12:30"), Amount("PT30M")));
        Assert.Equal(TimeSpan.FromHours(7.5), office.Between(At("2026-06-01"), At("2026-06-02")));
    }

    [Theory]
    [InlineData("2026-06-05 16:00", "P1D", "2026-06-08 16:00")] // Friday to Monday.
    [InlineData("2026-06-05 17:00", "P1D", "2026-06-09 09:00")] // After hours: from Monday's opening.
    [InlineData("2026-06-06 12:00", "P2D", "2026-06-10 09:00")] // From a weekend.
    [InlineData("2026-06-01 10:00", "P1W", "2026-06-10 10:00")] // A week is seven working days.
    [InlineData("2026-06-01 10:00", "P1DT8H", "2026-06-03 10:00")] // A day and then hours.
    [InlineData("2026-06-10 15:00", "P1D", "2026-06-12 09:00")] // A half day does not reach three o'clock.
    [InlineData("2026-06-10 11:00", "P2D", "2026-06-12 11:00")] // It is a day all the same.
    public void Days_keep_the_time_of_day_and_skip_days_without_work(string from, string amount, string expected)
    {
        var office = Office("UTC", [new(new(2026, 6, 11), new(2026, 6, 11), false, [Span("09:00-13:00")])], "09:00-17:00");

        Assert.Equal(At(expected), office.Add(At(from), Amount(amount)));
    }

    [Theory]
    [InlineData("2026-06-08 16:00", "P1D", "2026-06-05 16:00")]
    [InlineData("2026-06-08 09:00", "P1D", "2026-06-04 17:00")] // At the opening nothing of Monday has passed: it counts from Friday's close.
    [InlineData("2026-06-10 10:00", "P1DT2H", "2026-06-08 16:00")]
    [InlineData("2026-06-07 12:00", "PT1H", "2026-06-05 16:00")]
    public void Amounts_are_taken_off_in_the_same_manner(string from, string amount, string expected) =>
        Assert.Equal(At(expected), NineToFive.Subtract(At(from), Amount(amount)));

    [Fact]
    public void Holidays_are_closed_and_make_up_days_have_the_hours_of_the_day_that_they_make_up_for()
    {
        var monday = new[] { Span("10:00-12:00") };
        var other = new[] { Span("09:00-17:00") };
        var calendar = new WorkingCalendar(
            Zone("Asia/Shanghai"),
            [
                [],
                monday,
                other,
                other,
                other,
                other,
                [],
            ],
            [
                SpecialDays.Holiday(new(2026, 2, 15), new(2026, 2, 23), LocalizedText.Same("春节")),
                new(new(2026, 2, 14), new(2026, 2, 14), false, [], DayOfWeek.Monday),
                new(new(2026, 2, 28), new(2026, 2, 28), false, [Span("13:00-15:00")]),
                new(new(2000, 12, 25), new(2000, 12, 25), true, []),
            ]
        );

        Assert.Equal(TimeSpan.FromHours(2), calendar.Between(At("2026-02-14 00:00+08:00"), At("2026-02-24 00:00+08:00")));
        Assert.Equal(At("2026-02-28 14:00+08:00"), calendar.Add(At("2026-02-27 16:00+08:00"), Amount("PT2H")));
        Assert.False(calendar.IsOpen(At("2026-12-25 10:00+08:00")));
        Assert.False(calendar.IsOpen(At("2031-12-25 10:00+08:00")));
        Assert.Equal("春节", calendar.On(new(2026, 2, 17)).Special?.Name?.ZhHans);
    }

    [Fact]
    public void A_dated_day_wins_over_a_yearly_one_and_work_over_a_holiday()
    {
        var calendar = Office(
            "UTC",
            [
                new(new(2026, 12, 24), new(2026, 12, 24), false, [Span("09:00-12:00")]),
                SpecialDays.Holiday(new(2026, 12, 21), new(2026, 12, 31)),
                new(new(2000, 12, 24), new(2000, 1, 1), true, []),
                new(new(2026, 12, 25), new(2026, 12, 25), false, [Span("10:00-11:00")]),
            ],
            "09:00-17:00"
        );

        Assert.Equal(TimeSpan.FromHours(4), calendar.Between(At("2026-12-21"), At("2027-01-01")));
        Assert.False(calendar.IsOpen(At("2027-01-01 10:00")));
        Assert.False(calendar.IsOpen(At("2027-12-30 10:00")));
        Assert.True(calendar.IsOpen(At("2027-12-23 10:00")));
    }

    [Fact]
    public void A_gap_shortens_the_day_and_an_hour_that_comes_twice_counts_twice()
    {
        var calendar = new WorkingCalendar(
            Zone("Europe/London"),
            [.. Enumerable.Repeat<IReadOnlyList<DaySpan>>([Span("00:00-06:00")], 7)],
            []
        );

        // 29 March 2026 from 01:00 to 02:00 does not exist; 25 October 2026 from 01:00 to 02:00 comes twice.
        Assert.Equal(TimeSpan.FromHours(5), calendar.Between(At("2026-03-28 12:00Z"), At("2026-03-29 12:00Z")));
        Assert.Equal(TimeSpan.FromHours(7), calendar.Between(At("2026-10-24 12:00Z"), At("2026-10-25 12:00Z")));
        Assert.Equal(At("2026-03-29 02:30Z"), calendar.Add(At("2026-03-29 00:00Z"), Amount("PT2H30M")));
        Assert.Equal(At("2026-10-25 02:30Z"), calendar.Add(At("2026-10-24 23:00Z"), Amount("PT3H30M")));
    }

    [Fact]
    public void A_span_within_an_hour_that_comes_twice_is_open_twice()
    {
        var calendar = new WorkingCalendar(
            Zone("Europe/London"),
            [.. Enumerable.Repeat<IReadOnlyList<DaySpan>>([Span("01:15-01:45")], 7)],
            []
        );

        Assert.Equal(
            [
                new OpenSpan(At("2026-10-25 00:15Z"), At("2026-10-25 00:45Z")),
                new OpenSpan(At("2026-10-25 01:15Z"), At("2026-10-25 01:45Z")),
            ],
            calendar.Spans(At("2026-10-25 00:00Z"), At("2026-10-25 12:00Z"))
        );
        // The day of the gap has no such time at all, so that it is no working day.
        Assert.Equal(At("2026-03-30 00:30Z"), calendar.Add(At("2026-03-28 01:30Z"), Amount("P1D")));
    }

    [Fact]
    public void A_day_that_a_zone_skips_is_no_working_day()
    {
        // Samoa had no 30 December 2011.
        var calendar = Office("Pacific/Apia", "09:00-17:00");

        Assert.Equal(At("2012-01-02 10:00+14:00"), calendar.Add(At("2011-12-29 10:00-10:00"), Amount("P1D")));
        Assert.Equal(At("2011-12-29 10:00-10:00"), calendar.Subtract(At("2012-01-02 10:00+14:00"), Amount("P1D")));
    }

    [Fact]
    public void A_day_that_ends_at_midnight_goes_on_with_the_next()
    {
        var calendar = new WorkingCalendar(
            Zone("UTC"),
            [.. Enumerable.Repeat<IReadOnlyList<DaySpan>>([Span("00:00-06:00"), Span("22:00-24:00")], 7)],
            []
        );

        Assert.Equal(
            [new OpenSpan(At("2026-06-01 22:00"), At("2026-06-02 06:00"))],
            calendar.Spans(At("2026-06-01 12:00"), At("2026-06-02 12:00"))
        );
        Assert.Equal(At("2026-06-02 01:00"), calendar.Add(At("2026-06-01 12:00"), Amount("PT3H")));
    }

    [Fact]
    public void The_calendar_that_is_always_open_reckons_elapsed_time()
    {
        Assert.Equal(At("2026-03-30 05:00"), WorkingCalendar.Always.Add(At("2026-03-28 02:00"), Amount("P2DT3H")));
        Assert.Equal(At("2026-03-28 02:00"), WorkingCalendar.Always.Subtract(At("2026-03-30 05:00"), Amount("P2DT3H")));
        Assert.Equal(TimeSpan.FromHours(51), WorkingCalendar.Always.Between(At("2026-03-28 02:00"), At("2026-03-30 05:00")));
    }

    [Fact]
    public void A_calendar_without_work_ends_at_its_horizon_instead_of_never()
    {
        var never = new WorkingCalendar(
            Zone("UTC"),
            [
                [],
                [],
                [],
                [],
                [],
                [],
                [],
            ],
            []
        );

        Assert.False(never.HasWork(At("2026-01-01"), 5));
        Assert.True(never.Add(At("2026-01-01"), Amount("PT1H")) > At("2076-01-01"));
        Assert.True(never.Subtract(At("2026-01-01"), Amount("P1D")) < At("1976-01-01"));
        Assert.True(never.Add(At("2026-01-01"), Amount("P1D")) > At("2076-01-01"));
        Assert.Equal(TimeSpan.Zero, never.Between(At("2026-01-01"), At("2030-01-01")));
    }

    [Theory]
    [InlineData("09:00-12:30", 540, 750)]
    [InlineData("9:00 - 24:00", 540, 1440)]
    public void A_span_is_read_as_people_write_it(string text, int from, int to) => Assert.Equal(new DaySpan(from, to), Span(text));

    [Theory]
    [InlineData("22:00-06:00")]
    [InlineData("09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("09:60-10:00")]
    [InlineData("09:00-24:01")]
    [InlineData("-1:00-10:00")]
    [InlineData(null)]
    public void What_is_no_part_of_a_day_is_no_span(string? text) => Assert.False(DaySpan.TryParse(text, out _));
}
