using Baton.Desk.Designs;
using Baton.Desk.Designs.Deploying;
using Baton.Desk.Notifications;
using Microsoft.EntityFrameworkCore;
using static Baton.Desk.Tests.DeskHost;

namespace Baton.Desk.Tests.Designs;

public sealed class DesignReviewTests
{
    [Fact]
    public async Task Reviewers_are_told_by_the_bell_and_the_verdict_goes_to_those_who_drew()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.AskReview(design.Key);

        var asked = (await desk.Get<ListNotifications>().Handle(await desk.User("rob"), new(), Ct)).Value.Items;
        await desk.Decide(design.Key, 1, false, comment: "The task needs a name", element: "look");
        var returned = (await desk.Get<ListNotifications>().Handle(await desk.User("dora"), new(), Ct)).Value.Items;

        Assert.Equal((Notifier.DesignReview, design.Key), (Assert.Single(asked).Code, asked[0].DesignKey));
        Assert.Equal(Notifier.DesignReturned, Assert.Single(returned).Code);
        var view = await desk.ShowDesign(design.Key);
        Assert.Equal(DesignState.Draft, view.Design.State);
        Assert.Equal([DesignDeed.Asked, DesignDeed.Returned], view.Remarks.Select(one => one.Deed));
        Assert.Equal(("look", "The task needs a name"), (view.Remarks[1].ElementId, view.Remarks[1].Text));
    }

    [Fact]
    public async Task Who_sends_back_says_why()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.AskReview(design.Key);

        var outcome = await desk.Decide(design.Key, 1, false, comment: " ");

        Assert.Equal("comment", Assert.Single(outcome.Problem!.Fields).Field);
    }

    [Fact]
    public async Task An_edit_takes_the_approval_away()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        await desk.AskReview(design.Key);
        Assert.Equal(DesignState.Approved, (await desk.Decide(design.Key, 1, true)).Value.State);

        await desk.Save(design.Key, 1, Drawing.Approval(name: "Other"));

        var view = await desk.ShowDesign(design.Key);
        Assert.Equal((DesignState.Draft, (string?)null), (view.Design.State, view.Design.ApprovedByName));
    }

    [Fact]
    public async Task A_verdict_on_what_was_changed_meanwhile_or_is_not_in_review_is_refused()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();
        Assert.Equal("design-not-in-review", (await desk.Decide(design.Key, 1, true)).Problem!.Code);
        await desk.Save(design.Key, 1, Drawing.Approval(name: "Other"));
        await desk.AskReview(design.Key);

        Assert.Equal("design-changed", (await desk.Decide(design.Key, 1, true)).Problem!.Code);
        Assert.Equal("design-not-draft", (await desk.AskReview(design.Key)).Problem!.Code);
    }

    [Fact]
    public async Task Where_four_eyes_are_wanted_nobody_approves_what_he_drew_and_nothing_unapproved_is_deployed()
    {
        await using var desk = await Drawing.Start(fourEyes: true);
        var design = await desk.Begin("may");
        Assert.Equal("design-four-eyes", (await desk.Deploy(design.Key, 1, "dee")).Problem!.Code);
        await desk.AskReview(design.Key, "may");
        Assert.Equal("design-own", (await desk.Decide(design.Key, 1, true, "may")).Problem!.Code);
        await desk.Decide(design.Key, 1, true, "rob");

        Assert.Equal(DesignState.Deployed, (await desk.Deploy(design.Key, 1, "may")).Value.State);
    }

    [Fact]
    public async Task Where_four_eyes_are_wanted_the_second_drawer_needs_an_approval_too_and_may_get_it_from_the_first_reviewer()
    {
        await using var desk = await Drawing.Start(fourEyes: true);
        var design = await desk.Begin("dora");
        await desk.AskReview(design.Key);
        await desk.Decide(design.Key, 1, true, "rob");
        // The reviewer of before draws a little himself: now another one must look.
        await desk.Save(design.Key, 1, Drawing.Approval(name: "By May"), "may");
        Assert.Equal("design-four-eyes", (await desk.Deploy(design.Key, 2, "dee")).Problem!.Code);
        await desk.AskReview(design.Key, "may");

        Assert.Equal("design-own", (await desk.Decide(design.Key, 2, true, "may")).Problem!.Code);
        Assert.True((await desk.Decide(design.Key, 2, true, "rob")).Succeeded);
        Assert.True((await desk.Deploy(design.Key, 2, "dee")).Succeeded);
    }

    [Fact]
    public async Task Without_four_eyes_a_draft_is_deployed_at_once()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin();

        Assert.Equal(1, (await desk.Deploy(design.Key, 1, "dee")).Value.DeployedVersion);
    }

    [Fact]
    public async Task An_approval_of_ones_own_does_not_count_once_four_eyes_are_wanted()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin("may");
        await desk.AskReview(design.Key, "may");
        await desk.Decide(design.Key, 1, true, "may");

        var row = await desk.Read(db => db.Set<Design>().SingleAsync(one => one.Key == design.Key, Ct));

        var strict = new DesignDeployer(Microsoft.Extensions.Options.Options.Create(new DesignOptions { FourEyes = true }));
        Assert.Equal("design-four-eyes", strict.Refusal(row, "en")!.Code);
        Assert.Null(new DesignDeployer(Microsoft.Extensions.Options.Options.Create(new DesignOptions())).Refusal(row, "en"));
    }
}
