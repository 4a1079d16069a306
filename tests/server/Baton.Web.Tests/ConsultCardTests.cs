using Baton.Desk.Worklists.Consultations;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>What others were asked about a task: how far it is, who said what, and what the asker may still do.</summary>
public sealed class ConsultCardTests : DeskContext
{
    private static readonly ConsultationView Vote = new(
        7,
        1,
        ConsultationKind.Vote,
        "Refund him?",
        "Cora",
        Now,
        null,
        60,
        ConsultationStatus.Open,
        Blocks: true,
        new(3, 0, 1, 1),
        [
            new(71, false, "carl", "Carl", PartyState.Approved, "Carl", Now, null),
            new(72, true, "billing", "Billing", PartyState.Refused, "Bella", Now, "Too dear."),
            new(73, false, "nina", "Nina", PartyState.Waiting, null, null, null),
        ],
        MayChange: true
    );

    [Fact]
    public void A_vote_shows_its_rule_its_progress_and_what_was_said()
    {
        var card = Render<ConsultCard>(parts => parts.Add(card => card.Asked, Vote));

        Assert.Contains("60 % must approve.", card.Markup, StringComparison.Ordinal);
        var progress = card.Find("[data-testid=consultation-progress]");
        Assert.Equal(("3", "1"), (progress.GetAttribute("max"), progress.GetAttribute("value")));
        Assert.Equal("1 for, 1 against, 3 voters", card.Find("[data-testid=consultation-count]").TextContent);
        Assert.Contains("Too dear.", card.FindAll("[data-testid=consultation-party]")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_who_has_not_answered_yet_can_be_withdrawn()
    {
        long? withdrawn = 0;
        var card = Render<ConsultCard>(parts => parts.Add(card => card.Asked, Vote).Add(card => card.Withdraw, key => withdrawn = key));

        Assert.Single(card.FindAll("[data-testid=consultation-withdraw-party]")).Click();
        Assert.Equal(73, withdrawn);
        card.Find("[data-testid=consultation-withdraw]").Click();
        Assert.Null(withdrawn);
    }

    [Fact]
    public void Who_does_not_hold_the_task_only_reads()
    {
        var card = Render<ConsultCard>(parts => parts.Add(card => card.Asked, Vote with { MayChange = false }));

        Assert.Empty(card.FindAll("button"));
    }
}
