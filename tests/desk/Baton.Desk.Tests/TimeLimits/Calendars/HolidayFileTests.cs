using System.Net;
using Baton.Desk.TimeLimits.Calendars.Holidays;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

public sealed class HolidayFileTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Fact]
    public void Whole_days_of_one_or_several_days_are_holidays()
    {
        var file = Read(
            """
            BEGIN:VEVENT
            SUMMARY:Lunar New Year
            DTSTART;VALUE=DATE:20260217
            DTEND;VALUE=DATE:20260220
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Labour Day
            DTSTART;VALUE=DATE:20260501
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Two days
            DTSTART;VALUE=DATE:20260610
            DURATION:P2D
            END:VEVENT
            """
        );

        Assert.Equal(
            [("2026-02-17", "2026-02-19"), ("2026-05-01", null), ("2026-06-10", "2026-06-11")],
            file.Days.Select(one => (one.From, one.To))
        );
        Assert.Equal("Lunar New Year", file.Days[0].Name?.En);
        Assert.Empty(file.NotUnderstood);
    }

    [Fact]
    public void A_yearly_event_comes_every_year_and_one_of_a_weekday_by_its_dates()
    {
        var file = Read(
            """
            BEGIN:VEVENT
            SUMMARY:Christmas
            DTSTART;VALUE=DATE:20201225
            DTEND;VALUE=DATE:20201227
            RRULE:FREQ=YEARLY
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:First Monday in May
            DTSTART;VALUE=DATE:20200504
            RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO
            END:VEVENT
            """
        );

        Assert.Contains(file.Days, one => one is { From: "12-25", To: "12-26" });
        Assert.Equal(
            ["2026-05-04", "2027-05-03", "2028-05-01", "2029-05-07", "2030-05-06"],
            file.Days.Where(one => one.From.Length == 10).Select(one => one.From)
        );
    }

    [Fact]
    public void A_word_in_the_name_makes_a_make_up_day_that_has_the_hours_of_a_weekday()
    {
        var file = Read(
            """
            BEGIN:VEVENT
            SUMMARY:春节 补班
            DTSTART;VALUE=DATE:20260214
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:春节
            DTSTART;VALUE=DATE:20260215
            DTEND;VALUE=DATE:20260224
            END:VEVENT
            """
        );

        Assert.Equal([("2026-02-14", "tuesday"), ("2026-02-15", null)], file.Days.Select(one => (one.From, one.Like)));
    }

    [Fact]
    public void What_is_not_understood_is_said_and_what_is_over_or_cancelled_is_left_out()
    {
        var file = Read(
            """
            BEGIN:VEVENT
            SUMMARY:Meeting
            DTSTART:20260301T090000Z
            DTEND:20260301T100000Z
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Each second
            DTSTART;VALUE=DATE:20260301
            RRULE:FREQ=SECONDLY
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Long ago
            DTSTART;VALUE=DATE:20190301
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Cancelled
            DTSTART;VALUE=DATE:20260401
            STATUS:CANCELLED
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:For ever
            DTSTART;VALUE=DATE:20260401
            DTEND;VALUE=DATE:20290401
            END:VEVENT
            """
        );

        Assert.Empty(file.Days);
        Assert.Equal(
            [("Meeting", "timed"), ("Each second", "rule"), ("For ever", "too-long")],
            file.NotUnderstood.Select(one => (one.Summary, one.Reason))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>No such page</html>")]
    public void What_is_no_calendar_is_none(string text) => Assert.Null(HolidayFile.Read(text, new([], "monday"), Today));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void Only_addresses_of_the_Internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.org/holidays.ics", true)]
    [InlineData("http://example.org/holidays.ics", true)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://example.org/", false)]
    [InlineData("https://name:secret@example.org/", false)]
    [InlineData("/holidays.ics", false)]
    [InlineData(null, false)]
    public void Only_plain_web_addresses_can_be_read(string? address, bool isUsable) =>
        Assert.Equal(isUsable, PublicAddress.Usable(address) is not null);

    private static HolidayFile Read(string events)
    {
        var text = $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{events}\nEND:VCALENDAR\n".ReplaceLineEndings("\r\n");
        var file = HolidayFile.Read(text, new(["补班"], "tuesday"), Today);
        Assert.NotNull(file);
        return file;
    }
}
