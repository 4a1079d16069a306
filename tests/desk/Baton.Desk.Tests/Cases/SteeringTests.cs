using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Notifications;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>What is done with a case as a whole, whatever its process draws.</summary>
public sealed class SteeringTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_case_that_rests_can_be_read_but_not_worked_on_until_it_is_resumed()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var cora = await desk.User("cora");

        var suspended = await desk.Get<SuspendCase>().Handle(cora, new(number, "Waiting for the landlord."), Ct);
        var page = await desk.Show(number);
        var refused = await desk.Try("cora", number, "finish", "Done.");
        var twice = await desk.Get<SuspendCase>().Handle(cora, new(number, "Again."), Ct);
        var resumed = await desk.Get<ResumeCase>().Handle(cora, new(number, null), Ct);
        await desk.Do("cora", number, "finish", "Done.");

        Assert.True(suspended.Succeeded && resumed.Succeeded);
        Assert.Equal("Waiting for the landlord.", page.Suspended!.Reason);
        Assert.Equal(TaskRights.None, Assert.Single(page.Tasks).May);
        Assert.Equal("task-suspended", refused.Problem!.Code);
        Assert.Equal("case-suspended", twice.Problem!.Code);
        Assert.True((await desk.Show(number)).Case.IsClosed);
    }

    [Fact]
    public async Task Due_times_move_by_as_long_as_the_case_rested()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var due = Assert.Single((await desk.Show(opened.Number)).Tasks).DueAt!.Value;
        var uma = await desk.User("uma");

        await desk.Get<SuspendCase>().Handle(uma, new(opened.Number, "Customer is away."), Ct);
        await desk.Engine.Advance(TimeSpan.FromHours(5));
        var resumed = await desk.Get<ResumeCase>().Handle(uma, new(opened.Number, "He is back."), Ct);

        Assert.True(resumed.Succeeded, resumed.Problem?.ToString());
        var page = await desk.Show(opened.Number);
        Assert.Equal(due + TimeSpan.FromHours(5), Assert.Single(page.Tasks).DueAt);
        Assert.Contains(page.Timeline, item => item.Text == "Uma Wong resumed the case after 5 hours: He is back.");
    }

    [Fact]
    public async Task An_aborted_case_is_closed_with_its_reason_and_can_be_reopened_under_its_number()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Dispatch(number, "network");

        var aborted = await desk.Get<AbortCase>().Handle(await desk.User("cora"), new(number, "Not our customer."), Ct);
        var closed = await desk.Show(number);
        var reopened = await desk.Get<ReopenCase>().Handle(await desk.User("ann"), new(number, "He is, after all."), Ct);
        var page = await desk.Show(number);

        Assert.True(aborted.Succeeded, aborted.Problem?.ToString());
        Assert.True(closed.Case.IsClosed);
        Assert.Empty(closed.Tasks);
        Assert.Contains(closed.Timeline, item => item.Text == "林可欣 aborted the case: Not our customer.");
        Assert.True(reopened.Succeeded, reopened.Problem?.ToString());
        Assert.False(page.Case.IsClosed);
        Assert.Null(page.Case.ClosedAt);
        Assert.Equal("Coordinate", Assert.Single(page.Tasks).ElementId);
        Assert.NotEqual(closed.Process!.ProcessInstanceKey, page.Process!.ProcessInstanceKey);
    }

    [Fact]
    public async Task What_was_settled_at_once_can_be_taken_up_again()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register(change: request => request with { Solution = "Told him to wait." });

        var reopened = await desk.Get<ReopenCase>().Handle(await desk.User("ann"), new(number, "He called again."), Ct);

        Assert.True(reopened.Succeeded, reopened.Problem?.ToString());
        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
    }

    [Fact]
    public async Task Who_has_the_case_is_urged_once_in_five_minutes()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Dispatch(number, "network");
        var ann = await desk.User("ann");

        var urged = await desk.Get<UrgeCase>().Handle(ann, new(number, "The customer called again."), Ct);
        var atOnce = await desk.Get<UrgeCase>().Handle(ann, new(number, null), Ct);
        await desk.Advance(TimeSpan.FromMinutes(6));
        var later = await desk.Get<UrgeCase>().Handle(ann, new(number, null), Ct);

        Assert.True(urged.Succeeded && later.Succeeded);
        Assert.Equal("urged-just-now", atOnce.Problem!.Code);
        Assert.Equal(2, (await desk.Show(number)).UrgeCount);
        var news = (await desk.Get<ListNotifications>().Handle(await desk.User("nina"), new(), Ct)).Value.Items;
        Assert.Equal(2, news.Count(one => one.Text.StartsWith("周安 urges you: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_steers_a_case_who_may_not()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("ann");
        await desk.Dispatch(number, "network");
        var ann = await desk.User("ann");
        var bob = await desk.User("bob");
        var bella = await desk.User("bella");

        var abort = await desk.Get<AbortCase>().Handle(ann, new(number, "Enough."), Ct);
        var suspend = await desk.Get<SuspendCase>().Handle(ann, new(number, "Rest."), Ct);
        var stranger = await desk.Get<UrgeCase>().Handle(bella, new(number, null), Ct);
        var unsaid = await desk.Get<AbortCase>().Handle(await desk.User("cora"), new(number, " "), Ct);
        var open = await desk.Get<ReopenCase>().Handle(bob, new(number, "Why not."), Ct);

        Assert.Equal(RejectionKind.Forbidden, abort.Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, suspend.Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
        Assert.Equal("reason", Assert.Single(unsaid.Problem!.Fields).Field);
        Assert.False(open.Succeeded);
        Assert.Equal(new(Edit: true, false, false, false, false, Urge: true), (await desk.Show(number, "ann")).May);
    }

    [Fact]
    public async Task Whoever_watches_a_case_is_told_of_its_steps_but_not_of_his_own()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("ann");
        var ann = await desk.User("ann");
        var cora = await desk.User("cora");

        await desk.Get<WatchCase>().Handle(ann, number, watch: true, Ct);
        await desk.Get<WatchCase>().Handle(cora, number, watch: true, Ct);
        await desk.Dispatch(number, "network");

        Assert.Equal(1, await Told(desk, "ann"));
        Assert.Equal(0, await Told(desk, "cora"));
        Assert.Equal(["周安", "林可欣"], (await desk.Show(number)).WatcherNames.Order(StringComparer.Ordinal));
        await desk.Get<WatchCase>().Handle(ann, number, watch: false, Ct);
        Assert.False((await desk.Show(number, "ann")).IsWatched);
        var stranger = await desk.Get<WatchCase>().Handle(await desk.User("bella"), number, watch: true, Ct);
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
    }

    private static Task<int> Told(WorkOrderDesk desk, string name) =>
        desk.Read(db => db.Notifications.CountAsync(row => row.UserName == name && row.Code == Notifier.WatchedCase, Ct));
}
