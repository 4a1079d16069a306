using Baton.Desk;
using Baton.Web.Shell;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Countdown chips: grey, amber in the last quarter, red afterwards, in words.</summary>
public sealed class DueChipTests : DeskContext
{
    [Theory]
    [InlineData(-1, 47, "calm", "1 d 23 h left")]
    [InlineData(-40, 8, "soon", "8 h left")]
    [InlineData(-48, -3, "over", "overdue by 3 h")]
    public void A_chip_says_how_near_the_due_time_is(int startHours, int dueHours, string state, string text)
    {
        var chip = Render<DueChip>(parts =>
            parts.Add(chip => chip.Start, Now.AddHours(startHours)).Add(chip => chip.Due, Now.AddHours(dueHours))
        );

        var span = chip.Find("[data-testid=due-chip]");
        Assert.Equal(state, span.GetAttribute("data-state"));
        Assert.Equal(text, span.TextContent.Trim());
    }

    [Fact]
    public void The_last_quarter_of_an_hour_is_always_soon()
    {
        Assert.Equal(DueState.Soon, CountdownText.State(Now, Now.AddMinutes(14), Now));
        Assert.Equal(DueState.Calm, CountdownText.State(Now, Now.AddMinutes(16), Now));
    }

    [Theory]
    [InlineData(Languages.SimplifiedChinese, "超时 1天2小时")]
    [InlineData(Languages.TraditionalChinese, "逾時 1天2小時")]
    public void The_chip_speaks_the_readers_language(string language, string text)
    {
        Speak(language);

        Assert.Equal(text, CountdownText.Of(Now, Now.AddHours(26)));
    }

    [Fact]
    public void The_browser_gets_the_due_time_as_an_instant()
    {
        var chip = Render<DueChip>(parts =>
            parts.Add(chip => chip.Start, Now).Add(chip => chip.Due, Now.ToOffset(TimeSpan.FromHours(8)).AddHours(1))
        );

        Assert.Equal("2026-03-02T10:00:00Z", chip.Find("[data-due]").GetAttribute("data-due"));
    }
}
