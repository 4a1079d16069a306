using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

public sealed class CalendarReadingTests
{
    private static readonly CalendarContent Office = new(
        "Asia/Hong_Kong",
        new Dictionary<string, IReadOnlyList<string>> { ["monday"] = ["09:00-13:00", "14:00-18:00"], ["saturday"] = ["09:00-13:00"] }
    );

    [Fact]
    public void Weekdays_that_are_not_named_are_closed()
    {
        var calendar = CalendarReading.Of(Office).Calendar!;

        Assert.Equal(["09:00-13:00", "14:00-18:00"], calendar.On(new(2026, 11, 23)).Hours.Select(one => one.ToString()));
        Assert.Empty(calendar.On(new(2026, 11, 24)).Hours);
        Assert.Single(calendar.On(new(2026, 11, 28)).Hours);
    }

    [Theory]
    [InlineData("2026-12-24", null, null, "09:00-12:00", "special[0]", null)]
    [InlineData("12-24", "01-02", null, null, "special[0]", null)]
    [InlineData("2026-12-26", null, "monday", null, "special[0]", null)]
    [InlineData("2026-02-30", null, null, null, "special[0].from", "date")]
    [InlineData("1999-12-31", null, null, null, "special[0].from", "date")]
    [InlineData("2026-12-24", "12-26", null, null, "special[0].to", "date")]
    [InlineData("2026-12-24", "2026-12-23", null, null, "special[0].to", "order")]
    [InlineData("2026-01-01", "2027-06-01", null, null, "special[0].to", "order")]
    [InlineData("2026-12-24", null, "holiday", null, "special[0].like", "weekday")]
    [InlineData("2026-12-24", null, "monday", "09:00-12:00", "special[0].hours", "like-or-hours")]
    [InlineData("2026-12-24", null, null, "22:00-06:00", "special[0].hours", "span")]
    public void Special_days_are_checked_with_their_place(string from, string? to, string? like, string? hours, string place, string? fault)
    {
        var entry = new SpecialDaysEntry(from, to, null, like, hours is null ? null : [hours]);

        var reading = CalendarReading.Of(Office with { Special = [entry] });

        if (fault is null)
            Assert.Empty(reading.Faults);
        else
            Assert.Equal((place, fault), (Assert.Single(reading.Faults).Place, reading.Faults[0].Text));
        Assert.Equal(fault is null, reading.Calendar is not null);
    }

    [Fact]
    public void A_calendar_without_work_within_five_years_is_refused()
    {
        var now = CalendarSamples.At("2026-11-23");
        var never = Office with { Hours = new Dictionary<string, IReadOnlyList<string>>() };

        Assert.Equal("never-open", Assert.Single(CalendarReading.Of(never, null, now).Faults).Text);
        Assert.Equal(
            "never-open",
            Assert.Single(CalendarReading.Of(never with { Special = [new("2033-01-01", Hours: ["09:00-10:00"])] }, null, now).Faults).Text
        );
        Assert.Empty(CalendarReading.Of(never with { Special = [new("2030-01-01", Hours: ["09:00-10:00"])] }, null, now).Faults);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var hours = new Dictionary<string, IReadOnlyList<string>> { ["montag"] = [], ["monday"] = ["09:00-12:00", "11:00-13:00", "x"] };

        var faults = CalendarReading.Of(new("Mars/Base", hours)).Faults;

        Assert.Equal(["zone", "weekday", "overlap", "span"], faults.Select(one => one.Text));
    }

    [Fact]
    public void The_days_of_the_calendar_itself_win_over_those_of_its_subscription()
    {
        var content = Office with { Special = [new("2026-11-23", Hours: ["10:00-11:00"])] };

        var calendar = CalendarReading.Of(content, [new("2026-11-23"), new("2026-11-30"), new("nonsense")]).Calendar!;

        Assert.Equal("10:00-11:00", Assert.Single(calendar.On(new(2026, 11, 23)).Hours).ToString());
        Assert.Empty(calendar.On(new(2026, 11, 30)).Hours);
    }
}
