using Baton.Desk.Worklists;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The buttons of a step: one that it is for, the others quiet.</summary>
public sealed class ActionBarTests : DeskContext
{
    private static readonly ActionView[] Actions =
    [
        new("reject", "Reject", Primary: false, RequiresOpinion: true),
        new("approve", "Approve", Primary: true, RequiresOpinion: false),
    ];

    [Fact]
    public void The_primary_action_comes_first_and_is_the_only_primary_button()
    {
        var bar = Render<ActionBar>(parts => parts.Add(bar => bar.Actions, Actions));

        Assert.Equal(["Approve", "Reject"], bar.FindAll("button").Select(button => button.TextContent.Trim()));
        Assert.Equal("task-action-approve", Assert.Single(bar.FindAll(".button-primary")).GetAttribute("data-testid"));
    }

    [Fact]
    public void A_pressed_button_tells_which_action_it_was()
    {
        ActionView? pressed = null;
        var bar = Render<ActionBar>(parts => parts.Add(bar => bar.Actions, Actions).Add(bar => bar.Pressed, action => pressed = action));

        bar.Find("[data-testid=task-action-reject]").Click();

        Assert.Equal("reject", pressed?.Id);
    }

    [Fact]
    public void Nothing_can_be_pressed_while_an_answer_is_awaited()
    {
        var bar = Render<ActionBar>(parts => parts.Add(bar => bar.Actions, Actions).Add(bar => bar.IsBusy, true));

        Assert.All(bar.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }
}
