using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;
using Baton.Engine;

namespace Baton.Desk.Tests.Worklists;

/// <summary>Sending tasks back to earlier steps, and lending them to others.</summary>
public sealed class HandingTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_task_is_returned_to_the_step_before_with_a_reason_that_stays()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Dispatch(number, "network");
        var task = await desk.Task(number);

        var returned = await desk.Get<ReturnTask>().Handle(await desk.User("nina"), new(task.Key, null, "No address given."), Ct);

        Assert.True(returned.Succeeded, returned.Problem?.ToString());
        var page = await desk.Show(number);
        Assert.Equal(("Coordinate", "coordinating"), (Assert.Single(page.Tasks).ElementId, page.Case.Status));
        Assert.Equal(
            ("No address given.", "Returned", "network"),
            (page.Opinions[^1].Text, page.Opinions[^1].ActionText, page.Opinions[^1].Department)
        );
        Assert.Contains(page.Timeline, item => item.Text == "宁静 returned the case to “Coordinate”: No address given.");
    }

    [Fact]
    public async Task A_task_is_returned_to_a_chosen_earlier_step()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("bob");
        await desk.Do("cora", number, "send-back", "Which floor?");
        await desk.Do("bob", number, "resubmit");
        await desk.Dispatch(number, "network");
        var key = (await desk.Task(number)).Key;
        var nina = await desk.User("nina");

        var steps = (await desk.Get<ReturnTask>().Targets(nina, key, Ct)).Value;
        var unknown = await desk.Get<ReturnTask>().Handle(nina, new(key, "Nowhere", "Why?"), Ct);
        var returned = await desk.Get<ReturnTask>().Handle(nina, new(key, "Revise", "Which house?"), Ct);

        Assert.Equal(["Coordinate", "Revise"], steps.Select(step => step.ElementId));
        Assert.Equal("toElement", Assert.Single(unknown.Problem!.Fields).Field);
        Assert.True(returned.Succeeded, returned.Problem?.ToString());
        Assert.Equal(("Revise", "bob"), ((await desk.Task(number)).ElementId, (await desk.Task(number)).Assignee));
    }

    [Fact]
    public async Task The_first_step_cannot_be_returned_and_a_strangers_task_neither()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var key = (await desk.Task(number)).Key;

        var first = await desk.Get<ReturnTask>().Handle(await desk.User("cora"), new(key, null, "Why?"), Ct);
        var stranger = await desk.Get<ReturnTask>().Handle(await desk.User("ann"), new(key, null, "Why?"), Ct);
        var unsaid = await desk.Get<ReturnTask>().Handle(await desk.User("cora"), new(key, null, ""), Ct);

        Assert.Equal("nothing-before", first.Problem!.Code);
        Assert.Equal(RejectionKind.Forbidden, stranger.Problem!.Kind);
        Assert.Equal("reason", Assert.Single(unsaid.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_delegated_task_is_worked_on_by_another_and_finished_by_the_one_who_asked()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var key = (await desk.Task(number)).Key;
        var cora = await desk.User("cora");
        var carl = await desk.User("carl");
        await desk.Get<ClaimTask>().Handle(cora, new(key), Ct);

        var delegated = await desk.Get<DelegateTask>().Handle(cora, new(key, "carl", "You know this customer."), Ct);
        var finished = await desk.Try("carl", number, "finish", "Done.");
        var early = await desk.Try("cora", number, "finish", "Done.");
        var given = await desk.Get<GiveBackTask>().Handle(carl, new(key, "Refund him."), Ct);
        await desk.Do("cora", number, "finish", "Refunded.");

        Assert.Equal(("carl", "林可欣"), (delegated.Value.Assignee, delegated.Value.DelegatedByName));
        Assert.Equal("task-delegated", finished.Problem!.Code);
        Assert.Equal("task-held", early.Problem!.Code);
        Assert.Equal(("cora", (string?)null), (given.Value.Assignee, given.Value.DelegatedBy));
        var page = await desk.Show(number);
        Assert.Equal(["Refund him.", "Refunded."], page.Opinions.Select(opinion => opinion.Text));
        Assert.Contains(page.Timeline, item => item.Text == "Carl Ho 何嘉樂 gave the task “Coordinate” back to 林可欣: Refund him.");
    }

    [Fact]
    public async Task Nobody_delegates_to_himself_or_to_somebody_who_does_not_work_on_tasks()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var key = (await desk.Task(number)).Key;
        var cora = await desk.User("cora");
        await desk.Get<ClaimTask>().Handle(cora, new(key), Ct);

        var self = await desk.Get<DelegateTask>().Handle(cora, new(key, "cora", "Me."), Ct);
        var nobody = await desk.Get<DelegateTask>().Handle(cora, new(key, "who", "You."), Ct);
        var unasked = await desk.Get<GiveBackTask>().Handle(cora, new(key, "Here."), Ct);

        Assert.Equal("toUser", Assert.Single(self.Problem!.Fields).Field);
        Assert.Equal("toUser", Assert.Single(nobody.Problem!.Fields).Field);
        Assert.False(unasked.Succeeded);
    }
}
