using Baton.Desk.Cases;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The time line: the newest on top, each entry with its sentence and local time.</summary>
public sealed class TimelinePanelTests : DeskContext
{
    [Fact]
    public void The_newest_entry_stands_on_top_with_its_local_time()
    {
        TimelineItem[] items =
        [
            Item(1, TimelineCodes.Opened, "Amy opened the case.", -2),
            Item(2, TimelineCodes.Moved, "Nobody checked it in time.", -1),
        ];

        var panel = Render<TimelinePanel>(parts => parts.Add(panel => panel.Items, items));

        var first = panel.FindAll("[data-testid=timeline-item]")[0];
        Assert.Equal(TimelineCodes.Moved, first.GetAttribute("data-code"));
        Assert.Contains("Nobody checked it in time.", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("16:00", first.QuerySelector("time")!.TextContent);
    }

    [Fact]
    public void Every_code_of_the_desk_has_an_icon_that_exists()
    {
        var codes = typeof(TimelineCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.NotEmpty(Baton.Web.Shell.IconPaths.Of(TimelineLooks.Of(code).Icon)));
    }

    private static TimelineItem Item(long key, string code, string text, int hours) =>
        new(key, Now.AddHours(hours), code, text, "amy", "Amy", null, new Dictionary<string, string>());
}
