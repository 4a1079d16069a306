using Baton.Desk.Channels.Fax;

namespace Baton.Desk.Tests.Channels.Fax;

public sealed class FaxMarksTests
{
    [Theory]
    [InlineData("09:00:00", 30, "09:30:00")]
    [InlineData("09:29:59", 30, "09:30:00")]
    [InlineData("09:30:00", 30, "10:00:00")]
    [InlineData("23:59:59", 30, "00:00:00")]
    [InlineData("09:01:00", 15, "09:15:00")]
    [InlineData("09:01:00", 60, "10:00:00")]
    public void Marks_are_counted_from_the_full_hour(string now, int minutes, string next)
    {
        var at = FaxMarks.After(At(now), minutes);

        Assert.Equal(next, at.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(at > At(now));
    }

    [Theory]
    [InlineData(7, "Fax:RoundMinutes")]
    [InlineData(0, "Fax:RoundMinutes")]
    [InlineData(120, "Fax:RoundMinutes")]
    public void A_round_that_does_not_divide_the_hour_is_refused_at_the_start(int minutes, string key)
    {
        var result = new FaxOptionsCheck().Validate(null, new FaxOptions { RoundMinutes = minutes, DefaultRegion = "??" });

        Assert.Contains(result.Failures!, failure => failure.StartsWith(key, StringComparison.Ordinal));
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Fax:DefaultRegion", StringComparison.Ordinal));
    }

    private static DateTimeOffset At(string time) =>
        new(new DateOnly(2026, 3, 5), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}
