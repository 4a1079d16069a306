using Baton.Desk.Cases.Ties;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The family of a case: who is shown, and what may be changed.</summary>
public sealed class TiesCardTests : DeskContext
{
    private static readonly CaseTies Ties = new(
        new(1, "WO-1", "Outage in the east", "open", "Open", IsClosed: false),
        [new(3, "WO-3", "No signal", "done", "Done", IsClosed: true), new(4, "WO-4", "No tone", "open", "Open", IsClosed: false)],
        MergedInto: null,
        Merged: [new(5, "WO-5", "No ring", "merged", "Merged", IsClosed: true)],
        SplitFrom: null,
        SplitOff: [],
        Hidden: 2,
        ClosingRule.WaitForChildren,
        WaitsForChildrenSince: null,
        MayTie: true,
        MayOpenChild: false
    );

    [Fact]
    public void Parent_and_children_stand_with_their_states_and_the_others_are_counted()
    {
        var card = Render<TiesCard>(parts => parts.Add(card => card.Ties, Ties).Add(card => card.CaseNumber, "WO-2"));

        Assert.Equal(["WO-1", "WO-3", "WO-4", "WO-5"], card.FindAll("a.number").Select(link => link.TextContent));
        Assert.Equal(
            ["false", "true", "false", "true"],
            card.FindAll("[data-testid=tied-case]").Select(line => line.GetAttribute("data-closed"))
        );
        Assert.Equal("2 more that you may not see", card.Find("[data-testid=ties-hidden]").TextContent);
    }

    [Fact]
    public void A_number_is_linked_a_child_unlinked_and_the_rule_chosen()
    {
        string? linked = null;
        (string, string) unlinked = default;
        var rule = ClosingRule.WaitForChildren;
        var card = Render<TiesCard>(parts =>
            parts
                .Add(card => card.Ties, Ties)
                .Add(card => card.CaseNumber, "WO-2")
                .Add(card => card.Link, number => linked = number)
                .Add(card => card.Unlink, pair => unlinked = pair)
                .Add(card => card.Choose, chosen => rule = chosen)
        );

        card.Find("[data-testid=link-child]").Change(" WO-9 ");
        card.Find("form").Submit();
        card.FindAll("[data-testid=unlink]")[2].Click();
        card.Find("[data-testid=closing-rule]").Change(nameof(ClosingRule.CloseChildren));

        Assert.Equal("WO-9", linked);
        Assert.Equal(("WO-2", "WO-4"), unlinked);
        Assert.Equal(ClosingRule.CloseChildren, rule);
    }

    [Fact]
    public void A_case_without_family_shows_nothing_to_who_may_not_change_that()
    {
        var alone = new CaseTies(null, [], null, [], null, [], 0, ClosingRule.WaitForChildren, null, MayTie: false, MayOpenChild: false);

        var card = Render<TiesCard>(parts => parts.Add(card => card.Ties, alone).Add(card => card.CaseNumber, "WO-2"));

        Assert.Empty(card.Markup.Trim());
    }
}
