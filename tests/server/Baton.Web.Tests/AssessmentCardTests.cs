using Baton.Desk.Cases.Assessing;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>How severe a case is and why, as agents see it.</summary>
public sealed class AssessmentCardTests : DeskContext
{
    private static readonly AssessmentView Major = new(
        "wo-severity",
        "Severity of a work order",
        2,
        "major",
        "Major",
        "expedite",
        "Before all others",
        [],
        ["Network", "Billing"],
        [new("wo-severity", 3, "A gold customer has no service", [new("What is wrong", "No service"), new("Device", "")])],
        null
    );

    [Fact]
    public void The_card_shows_severity_what_follows_and_the_rule_with_its_values()
    {
        var card = Render<AssessmentCard>(parts => parts.Add(card => card.Assessed, Major));

        Assert.Equal("major", card.Find("[data-testid=severity-chip]").GetAttribute("data-severity"));
        Assert.Equal("Before all others", card.Find("[data-testid=assessment-path]").TextContent);
        Assert.Equal("Network, Billing", card.Find("[data-testid=assessment-co-handlers]").TextContent);
        Assert.Empty(card.FindAll("[data-testid=assessment-approvers]"));
        var reason = card.Find("[data-testid=assessment-reason]").TextContent;
        Assert.Contains("What is wrong: No service", reason, StringComparison.Ordinal);
        Assert.Contains("Device: not known", reason, StringComparison.Ordinal);
        Assert.Contains("Rule 3 of “Severity of a work order”, version 2", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_failed_says_so_and_whom_to_tell()
    {
        var failed = Major with { Reasons = [], Severity = null, Failure = "Division by zero." };

        var card = Render<AssessmentCard>(parts => parts.Add(card => card.Assessed, failed));

        Assert.Contains("Division by zero.", card.Find("[data-testid=assessment-failure]").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[data-testid=severity-chip]"));
    }

    [Fact]
    public void While_no_rule_matches_the_card_says_that_nothing_is_known_yet()
    {
        var card = Render<AssessmentCard>(parts => parts.Add(card => card.Assessed, Major with { Reasons = [], Severity = null }));

        Assert.NotNull(card.Find("[data-testid=assessment-none]"));
    }
}
