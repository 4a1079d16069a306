using Baton.Desk.Bulk;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;

namespace Baton.Desk.Tests.Bulk;

/// <summary>One thing done to several tasks.</summary>
public sealed class BulkTaskTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task Free_tasks_are_claimed_one_that_somebody_has_is_refused_and_undo_gives_the_others_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (one, held) = (await desk.Register(), await desk.Register());
        await desk.Get<ClaimTask>().Handle(await desk.User("carl"), new((await desk.Task(held)).Key), Ct);

        var claimed = await Do(desk, "cora", new(TaskActions.Claim, await Keys(desk, one, held)));
        var holder = (await desk.Task(one)).Assignee;
        var undone = await Undo(desk, "cora", claimed.Key);

        Assert.Equal(["done", "refused"], claimed.Items.Select(item => item.Outcome));
        Assert.Equal([one, held], claimed.Items.Select(item => item.Number));
        Assert.Contains("Carl", claimed.Items[1].Reason, StringComparison.Ordinal);
        Assert.Equal("cora", holder);
        Assert.Equal(["undone", "refused"], undone.Items.Select(item => item.Outcome));
        Assert.Equal((null, "carl"), ((await desk.Task(one)).Assignee, (await desk.Task(held)).Assignee));
    }

    [Fact]
    public async Task Released_tasks_come_back_unless_somebody_took_them()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (one, other) = (await desk.Register(), await desk.Register());
        var keys = await Keys(desk, one, other);
        await Do(desk, "cora", new(TaskActions.Claim, keys));

        var released = await Do(desk, "cora", new(TaskActions.Release, keys));
        await desk.Get<ClaimTask>().Handle(await desk.User("carl"), new(keys[1]), Ct);
        var undone = await Undo(desk, "cora", released.Key);

        Assert.Equal(["undone", "left"], undone.Items.Select(item => item.Outcome));
        Assert.Equal("Somebody has changed this task since.", undone.Items[1].Reason);
        Assert.Equal(("cora", "carl"), ((await desk.Task(one)).Assignee, (await desk.Task(other)).Assignee));
        Assert.Contains((await desk.Show(one)).Timeline, item => item.Text.EndsWith("林可欣 has it again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_that_were_handed_to_a_person_come_back_to_who_had_them()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (held, free, done) = (await desk.Register(), await desk.Register(), await desk.Register());
        var keys = await Keys(desk, held, free, done);
        await desk.Get<ClaimTask>().Handle(await desk.User("cora"), new(keys[0]), Ct);

        var handed = await Do(desk, "cora", new(TaskActions.Transfer, keys) { ToUser = "carl", Reason = "I leave at noon." });
        string?[] holders = [(await desk.Task(held)).Assignee, (await desk.Task(free)).Assignee];
        await desk.Do("carl", done, "finish", "Done.");
        var undone = await Undo(desk, "cora", handed.Key);

        Assert.Equal(["carl", "carl"], holders);
        Assert.Equal(["undone", "undone", "left"], undone.Items.Select(item => item.Outcome));
        Assert.Equal(("cora", (string?)null), ((await desk.Task(held)).Assignee, (await desk.Task(free)).Assignee));
        Assert.True((await desk.Show(done)).Case.IsClosed);
    }

    [Fact]
    public async Task Tasks_that_were_handed_to_a_role_come_back_with_who_could_take_them_before()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (held, free) = (await desk.Register(), await desk.Register());
        var keys = await Keys(desk, held, free);
        await desk.Get<ClaimTask>().Handle(await desk.User("cora"), new(keys[0]), Ct);
        var before = (await desk.Task(free)).CandidateNames.ToList();
        var role = (await desk.User("nina")).Roles[0];

        var handed = await Do(desk, "cora", new(TaskActions.Transfer, keys) { ToRole = role, Reason = "For the network." });
        var there = await desk.Task(free);
        var undone = await Undo(desk, "cora", handed.Key);

        Assert.Equal([role], there.CandidateRoles.Select(one => one.Code));
        Assert.Equal(["undone", "undone"], undone.Items.Select(item => item.Outcome));
        Assert.Equal(before, (await desk.Task(free)).CandidateNames);
        Assert.Equal(before, (await desk.Task(held)).CandidateNames);
        Assert.Equal(("cora", (string?)null), ((await desk.Task(held)).Assignee, (await desk.Task(free)).Assignee));
        Assert.Contains((await desk.Show(free)).Timeline, item => item.Code == "task-taken-back");
    }

    [Fact]
    public async Task Delegated_tasks_are_taken_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var keys = await Keys(desk, number);
        await Do(desk, "cora", new(TaskActions.Claim, keys));

        var lent = await Do(desk, "cora", new(TaskActions.Delegate, keys) { ToUser = "carl", Reason = "You know him." });
        var undone = await Undo(desk, "cora", lent.Key);

        Assert.Equal("undone", Assert.Single(undone.Items).Outcome);
        var task = await desk.Task(number);
        Assert.Equal(("cora", (string?)null), (task.Assignee, task.DelegatedBy));
        await desk.Do("cora", number, "finish", "Done.");
    }

    [Fact]
    public async Task Who_may_not_see_a_task_does_not_learn_its_case()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register("ann");
        var keys = await Keys(desk, number);

        var refused = await Do(desk, "bella", new(TaskActions.Claim, [.. keys, 42]));

        Assert.Equal(["refused", "refused"], refused.Items.Select(item => item.Outcome));
        Assert.All(refused.Items, item => Assert.Empty(item.Number));
        Assert.Equal(refused.Items[0].Reason, refused.Items[1].Reason);
        Assert.Null(refused.UndoUntil);
    }

    [Fact]
    public async Task A_target_and_a_reason_are_asked_for_once_and_not_for_each()
    {
        await using var desk = await WorkOrderDesk.Open();
        var cora = await desk.User("cora");

        Assert.Equal(["toUser", "reason"], await Faults(new(TaskActions.Transfer, [1])));
        Assert.Equal(["toUser"], await Faults(new(TaskActions.Delegate, [1]) { ToRole = "agent", Reason = "Help." }));
        Assert.Equal(["tasks"], await Faults(new(TaskActions.Claim, null!)));
        Assert.Equal(["action"], await Faults(new("complete", [1])));

        async Task<IEnumerable<string>> Faults(BulkTasksRequest request) =>
            (await desk.Get<BulkTasks>().Handle(cora, request, Ct)).Problem!.Fields.Select(field => field.Field);
    }

    private static async Task<long[]> Keys(WorkOrderDesk desk, params string[] numbers)
    {
        var keys = new List<long>();
        foreach (var number in numbers)
            keys.Add((await desk.Task(number)).Key);
        return [.. keys];
    }

    private static async Task<BulkResult> Do(WorkOrderDesk desk, string by, BulkTasksRequest request)
    {
        var outcome = await desk.Get<BulkTasks>().Handle(await desk.User(by), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<BulkResult> Undo(WorkOrderDesk desk, string by, long key)
    {
        var outcome = await desk.Get<UndoBulk>().Handle(await desk.User(by), key, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }
}
