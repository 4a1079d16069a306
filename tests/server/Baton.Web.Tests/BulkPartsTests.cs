using Baton.Desk.Bulk;
using Baton.Web.Bulk;
using Baton.Web.Worklists;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace Baton.Web.Tests;

/// <summary>Ticking rows and what is said about what was done to them.</summary>
public sealed class BulkPartsTests : DeskContext
{
    private static readonly BulkChoice Watch = new("watch", "eye", "Watch", "You are told") { IsAtOnce = true };
    private static readonly BulkChoice Abort = new("abort", "stop", "Abort", "Ends them");

    [Fact]
    public void Nothing_stands_there_until_a_row_is_ticked_and_then_it_is_said_aloud()
    {
        var bar = Render<BulkBar>(parts => parts.Add(bar => bar.Choices, [Watch]));
        var before = (bar.FindAll("[data-testid=bulk-bar]").Count, bar.Find("[role=status]").TextContent);

        bar.Render(parts => parts.Add(bar => bar.Count, 3));

        Assert.Equal((0, ""), before);
        Assert.Equal("3 chosen", bar.Find("[role=status]").TextContent);
        Assert.Single(bar.FindAll("[data-testid=bulk-bar]"));
    }

    [Fact]
    public void An_action_that_asks_something_says_whether_it_is_open_and_one_at_once_does_not()
    {
        BulkChoice? chosen = null;
        var bar = Render<BulkBar>(parts =>
            parts
                .Add(bar => bar.Count, 1)
                .Add(bar => bar.Choices, [Watch, Abort])
                .Add(bar => bar.Asked, Abort)
                .Add(bar => bar.Chosen, choice => chosen = choice)
        );

        bar.Find("[data-testid=bulk-watch]").Click();

        Assert.Equal(Watch, chosen);
        Assert.False(bar.Find("[data-testid=bulk-watch]").HasAttribute("aria-expanded"));
        Assert.Equal("true", bar.Find("[data-testid=bulk-abort]").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Rows_are_ticked_with_the_shift_key_in_between_and_a_row_that_is_gone_cannot_be()
    {
        var list = new WorkListModel();
        list.Show(new([TestTasks.One(1), TestTasks.One(2), TestTasks.One(3), TestTasks.One(4)], new(4, 0, 4), null));
        list.Follow(new([TestTasks.One(1), TestTasks.One(2), TestTasks.One(3)], new(3, 0, 3), null));
        var ticks = new Ticks();
        var rows = Render<WorkRows>(parts =>
            parts.Add(rows => rows.List, list).Add(rows => rows.Ticks, ticks).Add(rows => rows.Selected, 2)
        );

        rows.FindAll("[data-testid=tick]")[0].Click();
        rows.FindAll("[data-testid=tick]")[2].Click(new MouseEventArgs { ShiftKey = true });
        var boxes = rows.FindAll("[data-testid=tick]");

        Assert.Equal([1, 2, 3], new long[] { 1, 2, 3, 4 }.Where(ticks.Has));
        Assert.Equal([null, "x", null, null], boxes.Select(box => box.GetAttribute("data-key")));
        Assert.True(boxes[3].HasAttribute("disabled"));
        Assert.Equal("Choose TOS-1", boxes[0].GetAttribute("aria-label"));
        Assert.True(rows.Find("[data-testid=tick-all]").HasAttribute("checked"));
    }

    [Fact]
    public void Ticking_a_row_does_not_select_it()
    {
        var list = new WorkListModel();
        list.Show(new([TestTasks.One(1)], new(1, 0, 1), null));
        var selected = 0;
        var rows = Render<WorkRows>(parts =>
            parts.Add(rows => rows.List, list).Add(rows => rows.Ticks, new Ticks()).Add(rows => rows.Select, _ => selected++)
        );

        rows.Find("[data-testid=tick]").Click();

        Assert.Equal(0, selected);
    }

    [Fact]
    public void Refused_ones_stand_with_their_reasons_and_lead_to_the_case()
    {
        var outcome = Outcome(
            new(
                7,
                BulkKinds.Cases,
                "suspend",
                Now,
                [new(1, "C-1", BulkOutcomes.Done, null), new(2, "C-2", BulkOutcomes.Refused, "It rests.")]
            )
            {
                UndoUntil = Now.AddMinutes(10),
            }
        );

        Assert.Equal("1 done, 1 refused", outcome.Find("[data-testid=bulk-summary]").TextContent);
        Assert.Equal("/cases/C-2", outcome.Find("[data-testid=bulk-refused] a").GetAttribute("href"));
        Assert.Contains("It rests.", outcome.Find("[data-testid=bulk-refused]").TextContent, StringComparison.Ordinal);
        Assert.Single(outcome.FindAll("[data-testid=bulk-undo]"));
    }

    [Fact]
    public void What_cannot_be_taken_back_offers_no_way_back()
    {
        var final = Outcome(new(7, BulkKinds.Cases, "urge", Now, [new(1, "C-1", BulkOutcomes.Done, null)]));
        var undone = Outcome(
            new(
                8,
                BulkKinds.Tasks,
                "claim",
                Now,
                [new(1, "C-1", BulkOutcomes.Undone, null), new(2, "C-2", BulkOutcomes.Left, "Somebody has changed it.")]
            )
            {
                UndoneAt = Now,
            }
        );

        Assert.Equal("1 done", final.Find("[data-testid=bulk-summary]").TextContent);
        Assert.Empty(final.FindAll("[data-testid=bulk-undo]"));
        Assert.Equal("1 taken back, 1 left as they are", undone.Find("[data-testid=bulk-summary]").TextContent);
        Assert.Empty(undone.FindAll("[data-testid=bulk-undo]"));
    }

    private IRenderedComponent<BulkOutcome> Outcome(BulkResult result) =>
        Render<BulkOutcome>(parts => parts.Add(outcome => outcome.Result, result));
}
