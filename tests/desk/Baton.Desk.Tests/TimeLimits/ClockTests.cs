using System.Text.Json.Nodes;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Tests.Notifications;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>Clocks on real cases: they begin, rest, remind and end in step with what happens to the case.</summary>
public sealed class ClockTests
{
    private const string Reminders = """
        {"target": "PT4H", "stop": "= list contains(doneSteps, \"Approve\")",
         "warnings": [{"at": "50%", "to": ["handler"], "channels": ["desk"], "template": "baton-reminder"}],
         "rounds": {"first": "PT1H", "every": "PT2H", "ladder": [
           {"from": 1, "to": ["handler"], "channels": ["desk"], "template": "baton-reminder"},
           {"from": 2, "bcc": ["role:csm"]}]}}
        """;

    private static CancellationToken Ct => DeskHost.Ct;

    /// <summary>Writes another record for the clock of a case, and gives back the one it had.</summary>
    private static async Task<string> Change(DeskHost desk, long caseKey, string record)
    {
        var before = "";
        await desk.Change(
            async (db, _) =>
            {
                var clock = await db.Set<Clock>().SingleAsync(one => one.CaseKey == caseKey, Ct);
                (before, clock.Record) = (clock.Record, record);
            }
        );
        return before;
    }

    [Fact]
    public async Task A_clock_begins_with_the_case_and_is_met_by_the_step()
    {
        await using var desk = await Start(Reminders);
        var opened = await desk.Open();

        var running = Assert.Single(await Clocks(desk, opened.Number));
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        await Approve(desk, opened.Number);
        var met = Assert.Single(await Clocks(desk, opened.Number));

        Assert.Equal((ClockState.Running, DeskHost.Morning.AddHours(4)), (running.State, running.DueAt));
        Assert.Equal("PT4H", running.Remaining);
        Assert.Equal(("warning:1", DeskHost.Morning.AddHours(2)), (running.Next!.Mark, running.Next.At));
        Assert.Equal(["Uma Wong"], running.Next.People);
        Assert.Equal((ClockState.Met, DeskHost.Morning.AddHours(1)), (met.State, met.EndedAt!.Value));
        var timeline = (await desk.Show(opened.Number)).Timeline;
        Assert.Contains(timeline, item => item.Text == "First reply runs until 2026-11-23 13:00. Rule: = true");
        Assert.Contains(timeline, item => item.Text == "First reply was met. Rule: = list contains(doneSteps, \"Approve\")");
        await desk.Engine.Advance(TimeSpan.FromHours(10));
        Assert.Empty(await Orders(desk));
    }

    [Fact]
    public async Task Warnings_and_rounds_are_ordered_once_each_with_growing_receivers()
    {
        await using var desk = await Start(Reminders);
        var opened = await desk.Open();

        for (var hour = 0; hour < 8; hour++)
            await desk.Engine.Advance(TimeSpan.FromHours(1));

        var key = (await Clocks(desk, opened.Number))[0].Key;
        Assert.Equal(
            [$"clock:{key}:warning:1", $"clock:{key}:round:1", $"clock:{key}:round:2"],
            (await Orders(desk)).Select(one => one.OrderId).Distinct()
        );
        var second = (await Orders(desk)).Where(one => one.OrderId.EndsWith("round:2", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, second.Count);
        var clock = (await Clocks(desk, opened.Number))[0];
        Assert.Equal((ClockState.Late, 2, "PT0S"), (clock.State, clock.Round, clock.Remaining));
        Assert.Equal(("round:3", "fired"), (clock.Next!.Mark, clock.Marks.Single(mark => mark.Mark == "round:2").State));
        var timeline = (await desk.Show(opened.Number)).Timeline;
        Assert.Contains(timeline, item => item.Text == "First reply was due at 2026-11-23 13:00 and is late.");
        Assert.Contains(timeline, item => item.Text == "First reply: round 2 of reminders went to Uma Wong.");
    }

    [Fact]
    public async Task A_clock_that_cannot_be_fired_keeps_no_other_from_being_told_and_is_tried_again()
    {
        await using var desk = await Start(Reminders);
        var broken = await desk.Open();
        var other = await desk.Open();
        var record = await Change(desk, broken.Key, "{");

        await desk.Engine.Advance(TimeSpan.FromHours(2));
        // What fails pauses before it is tried again.
        for (var minute = 0; minute < 4; minute++)
            await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        var told = (await Orders(desk)).Select(one => one.CaseKey).Distinct().ToList();
        await Change(desk, broken.Key, record);
        await desk.Engine.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal([other.Key], told);
        Assert.Contains(broken.Key, (await Orders(desk)).Select(one => one.CaseKey!.Value));
    }

    [Fact]
    public async Task A_clock_rests_with_its_case_and_says_why()
    {
        await using var desk = await Start(Reminders);
        var opened = await desk.Open();
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        await Suspend(desk, opened.Number);
        await desk.Engine.Advance(TimeSpan.FromHours(10));
        var resting = Assert.Single(await Clocks(desk, opened.Number));

        await Resume(desk, opened.Number);
        var resumed = Assert.Single(await Clocks(desk, opened.Number));

        Assert.Equal((ClockState.Paused, "PT3H"), (resting.State, resting.Remaining));
        Assert.Null(resting.Next);
        Assert.Equal(("paused", "= isSuspended"), (resting.Spans[^1].Kind, resting.Spans[^1].Rule));
        Assert.Equal((ClockState.Running, DeskHost.Morning.AddHours(14), "PT10H"), (resumed.State, resumed.DueAt, resumed.Paused));
        Assert.Empty(await Orders(desk));
        var texts = (await desk.Show(opened.Number)).Timeline.Select(item => item.Text).ToList();
        Assert.Contains("First reply was paused. Rule: = isSuspended", texts);
        Assert.Contains("First reply runs on until 2026-11-23 23:00. Rule: The reason for the pause is over.", texts);
    }

    [Fact]
    public async Task A_clock_that_begins_later_takes_over_the_pauses_from_the_opening_on()
    {
        await using var desk = await Start(
            """{"target": "PT8H", "start": "= urgeCount > 0", "stop": "= list contains(doneSteps, \"Approve\")", "startsAt": "opened"}"""
        );
        var opened = await desk.Open();
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        await Suspend(desk, opened.Number);
        await desk.Engine.Advance(TimeSpan.FromHours(2));
        await Resume(desk, opened.Number);
        Assert.Empty(await Clocks(desk, opened.Number));

        var urged = await desk.Get<UrgeCase>().Handle(await desk.User("uma"), new(opened.Number, null), Ct);

        Assert.True(urged.Succeeded, urged.Problem?.ToString());
        var clock = Assert.Single(await Clocks(desk, opened.Number));
        Assert.Equal((DeskHost.Morning, DeskHost.Morning.AddHours(10)), (clock.StartedAt, clock.DueAt));
        Assert.Equal("PT2H", clock.Paused);
    }

    [Fact]
    public async Task A_merged_case_takes_its_clocks_to_rest_and_brings_them_back()
    {
        await using var desk = await Start(Reminders, """{"measures": "resolution", "stop": null, "target": "P3D"}""");
        await desk.AddPerson("sue", Permissions.SteerCases, Permissions.ReadAllCases);
        var (from, into) = (await desk.Open(), await desk.Open("Another one"));
        var sue = await desk.User("sue");
        var merged = await desk.Get<MergeCase>().Handle(sue, new(from.Number, into.Number, null), Ct);
        Assert.True(merged.Succeeded, merged.Problem?.ToString());
        var resting = await Clocks(desk, from.Number);
        await desk.Engine.Advance(TimeSpan.FromHours(1));

        var undone = await desk.Get<UnmergeCase>().Handle(sue, new(from.Number, null), Ct);

        Assert.True(undone.Succeeded, undone.Problem?.ToString());
        Assert.All(resting, clock => Assert.Equal(ClockState.Paused, clock.State));
        Assert.All(await Clocks(desk, from.Number), clock => Assert.Equal(ClockState.Running, clock.State));
        Assert.All(await Clocks(desk, from.Number), clock => Assert.Equal("PT1H", clock.Paused));
    }

    [Fact]
    public async Task The_clock_of_a_step_belongs_to_its_task_and_its_due_time_stands_in_the_work_list()
    {
        await using var desk = await Start("""{"measures": "step", "step": "Approve", "stop": null, "target": "PT3H"}""");
        var opened = await desk.Open();

        var task = Assert.Single((await Worklist(desk, "uma")).Items);
        await desk.Engine.Advance(TimeSpan.FromHours(3));
        var late = Assert.Single((await Worklist(desk, "uma")).Items);
        var clock = Assert.Single(await Clocks(desk, opened.Number));

        Assert.Equal((DeskHost.Morning.AddHours(3), ClockState.Running), (task.DueAt!.Value, task.TimeLimit!.Value));
        Assert.Equal(ClockState.Late, late.TimeLimit);
        Assert.Equal((task.Key, "Check and approve"), (clock.TaskKey!.Value, clock.TaskName));
        await Approve(desk, opened.Number);
        Assert.Equal(ClockState.Missed, Assert.Single(await Clocks(desk, opened.Number)).State);
    }

    [Fact]
    public async Task A_unit_has_a_clock_of_its_own_from_when_it_gets_the_task()
    {
        await using var desk = await Start("""{"measures": "unit", "stop": null, "target": "PT3H"}""");
        var opened = await desk.Open();
        var task = Assert.Single((await desk.Show(opened.Number)).Tasks);
        await desk.Engine.Advance(TimeSpan.FromHours(1));

        var moved = await desk.Get<TransferTask>().Handle(await desk.User("uma"), new(task.Key, null, "csm", "Please."), Ct);

        Assert.True(moved.Succeeded, moved.Problem?.ToString());
        var clocks = await Clocks(desk, opened.Number);
        Assert.Equal([ClockState.Running, ClockState.Met], clocks.Select(clock => clock.State));
        Assert.Equal(DeskHost.Morning.AddHours(4), clocks[0].DueAt);
    }

    [Fact]
    public async Task A_promised_call_is_warned_of_and_a_moved_one_begins_anew()
    {
        await using var desk = await Start(
            """
            {"measures": "call-back", "stop": null, "target": null,
             "warnings": [{"at": "-PT30M", "to": ["opener"], "template": "baton-reminder"}]}
            """
        );
        var opened = await desk.Open(change: request => request with { CallBackAt = DeskHost.Morning.AddHours(2) });
        await desk.Engine.Advance(TimeSpan.FromMinutes(90));
        Assert.Single((await Orders(desk)).Select(one => one.OrderId).Distinct());

        var at = DeskHost.Morning.AddHours(5);
        var moved = await desk.Get<PromiseCallBack>().Handle(await desk.User("amy"), opened.Number, new(at), Ct);
        Assert.Null(moved.Problem);
        var clocks = await Clocks(desk, opened.Number);
        Assert.Equal([ClockState.Running, ClockState.Canceled], clocks.Select(clock => clock.State));
        Assert.Equal(at, clocks[0].DueAt);

        var done = await desk.Get<EndCallBack>().Handle(await desk.User("amy"), opened.Number, new("He agrees."), Ct);
        Assert.Null(done.Problem);
        Assert.Equal([ClockState.Met, ClockState.Canceled], (await Clocks(desk, opened.Number)).Select(clock => clock.State).Order());
        await desk.Engine.Advance(TimeSpan.FromHours(6));
        Assert.Single((await Orders(desk)).Select(one => one.OrderId).Distinct());
    }

    [Fact]
    public async Task What_a_policy_does_is_done_and_told_on_the_time_line()
    {
        await using var desk = await Start(
            """
            {"target": "PT1H", "stop": "= list contains(doneSteps, \"Approve\")",
             "actions": [{"at": "due", "do": "priority", "value": 90}, {"at": "due", "do": "set-field", "field": "requestType", "value": "late"},
                         {"at": "due", "do": "reassign", "to": "user:carl"}, {"at": "due", "do": "start-process", "process": "no-such"}]}
            """
        );
        var opened = await desk.Open();

        await desk.Engine.Advance(TimeSpan.FromHours(1));

        var page = await desk.Show(opened.Number);
        var task = Assert.Single(page.Tasks);
        Assert.Equal((90, "carl"), (task.Priority, task.Assignee));
        Assert.Contains(page.Timeline, item => item.Text == "First reply: The priority of the open tasks was raised.");
        Assert.Contains(page.Timeline, item => item.Code == ClockCodes.ActionFailed);
        var row = await desk.Read(db => db.Cases.SingleAsync(one => one.Number == opened.Number, Ct));
        Assert.Equal("late", JsonNode.Parse(row.FormData)!["requestType"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_has_it_too_long_loses_it_to_the_manager_above()
    {
        await using var desk = await Start(
            """{"target": "PT1H", "stop": "= isClosed", "actions": [{"at": "due", "do": "next-manager"}]}"""
        );
        // Unit 2 has a manager of its own; the front line above it another one.
        var opened = await desk.Open(by: "bob");
        Assert.Equal("ulf", Assert.Single((await desk.Show(opened.Number)).Tasks).Assignee);

        await desk.Engine.Advance(TimeSpan.FromHours(1));

        Assert.Equal("uma", Assert.Single((await desk.Show(opened.Number)).Tasks).Assignee);
    }

    [Fact]
    public async Task A_clock_keeps_the_version_of_its_policy_and_later_ones_take_the_new_one()
    {
        await using var desk = await Start(Reminders);
        var first = await desk.Open();
        await Save(desk, Limits.Json(change: """{"target": "PT1H"}"""));

        var second = await desk.Open("Later");

        var (old, young) = (Assert.Single(await Clocks(desk, first.Number)), Assert.Single(await Clocks(desk, second.Number)));
        Assert.Equal((1, "PT4H", 2, "PT1H"), (old.PolicyVersion, old.Target, young.PolicyVersion, young.Target));
        var retired = await desk.Get<RetireTimeLimit>().Handle(await desk.User("tim"), "answer", new("No more."), Ct);
        Assert.Null(retired.Problem);
        Assert.Empty(await Clocks(desk, (await desk.Open("Third")).Number));
        await Approve(desk, first.Number);
        Assert.Equal(ClockState.Met, Assert.Single(await Clocks(desk, first.Number)).State);
    }

    [Fact]
    public async Task Late_and_soon_late_clocks_of_readable_cases_are_listed()
    {
        await using var desk = await Start(Reminders);
        var first = await desk.Open();
        await desk.Engine.Advance(TimeSpan.FromHours(2));
        var second = await desk.Open("Later", by: "bob");
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        var all = (await desk.Get<ListClocks>().Handle(await desk.User("carl"), new(), Ct)).Value;
        var late = (await desk.Get<ListClocks>().Handle(await desk.User("carl"), new("late"), Ct)).Value;
        var ofUnit = (await desk.Get<ListClocks>().Handle(await desk.User("carl"), new(Unit: "cs-2"), Ct)).Value;
        var bobs = (await desk.Get<ListClocks>().Handle(await desk.User("bob"), new(), Ct)).Value;

        Assert.Equal([first.Number, second.Number], all.Items.Select(line => line.CaseNumber));
        Assert.Equal((1, 1), (all.Late, all.Soon));
        Assert.Equal(
            (first.Number, true, "Uma Wong"),
            (late.Items[0].CaseNumber, late.Items[0].IsLate, Assert.Single(late.Items[0].Holders))
        );
        Assert.Equal(second.Number, Assert.Single(ofUnit.Items).CaseNumber);
        Assert.Equal(second.Number, Assert.Single(bobs.Items).CaseNumber);
        Assert.Equal("state", (await desk.Get<ListClocks>().Handle(await desk.User("carl"), new("x"), Ct)).Problem!.Fields[0].Field);
    }

    [Fact]
    public async Task Who_may_not_read_the_case_does_not_read_its_clocks()
    {
        await using var desk = await Start(Reminders);
        var opened = await desk.Open();

        var foreign = await desk.Get<ShowClocks>().Handle(await desk.User("bob"), opened.Number, Ct);

        Assert.Equal(RejectionKind.NotFound, foreign.Problem!.Kind);
    }

    [Fact]
    public async Task A_message_that_left_to_the_customer_answers_him_and_one_to_somebody_else_does_not()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await Start(await DeskHost.Start([mail]), """{"measures": "first-answer", "stop": null}""");
        await desk.Template("news", "News", "We are on it.");
        var customer = await desk.Get<SaveCustomer>()
            .Create(await desk.User("amy"), new("Ada Chan", "P-1", Emails: ["ada@example.com"]), Ct);
        var opened = await desk.Open(change: request => request with { CustomerKey = customer.Value.Key });

        await desk.Order(
            Notifications.Orders.Mail("provider", new Addressee(null, "lines@provider.example")) with
            {
                CaseKey = opened.Key,
            }
        );
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        var asked = Assert.Single(await Clocks(desk, opened.Number));
        mail.Answer = _ => new(MessageVerdict.Retry, null, "The gateway is busy.");
        await desk.Order(Notifications.Orders.Mail("customer", new Addressee(null, "Ada@Example.com")) with { CaseKey = opened.Key });
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        var waiting = Assert.Single(await Clocks(desk, opened.Number));
        mail.Answer = _ => new(MessageVerdict.Delivered, null, null);
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        var answered = Assert.Single(await Clocks(desk, opened.Number));

        Assert.Equal((ClockState.Running, ClockState.Running, ClockState.Met), (asked.State, waiting.State, answered.State));
    }

    private static Task<DeskHost> Start(params string[] changes) => Start(null, changes);

    private static async Task<DeskHost> Start(DeskHost? started, params string[] changes)
    {
        var desk = started ?? await DeskHost.Start();
        await desk.AddPerson("tim", Permissions.ManageTimeLimits, Permissions.ReadAllCases);
        foreach (var (index, change) in changes.Index())
            await Save(desk, Limits.Json(index == 0 ? "answer" : $"answer-{index}", change));
        return desk;
    }

    private static async Task Save(DeskHost desk, JsonObject content)
    {
        var saved = await desk.Get<SaveTimeLimit>()
            .Handle(await desk.User("tim"), new(content) { Code = content["code"]!.GetValue<string>() }, Ct);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
    }

    private static async Task<IReadOnlyList<ClockView>> Clocks(DeskHost desk, string number)
    {
        var outcome = await desk.Get<ShowClocks>().Handle(await desk.User("carl"), number, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<WorklistPage> Worklist(DeskHost desk, string user) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(user), new(), Ct)).Value;

    private static Task<List<Message>> Orders(DeskHost desk) => desk.Read(db => db.Set<Message>().OrderBy(one => one.Key).ToListAsync(Ct));

    private static async Task Approve(DeskHost desk, string number)
    {
        var task = Assert.Single((await desk.Show(number)).Tasks);
        var done = await desk.Get<CompleteTask>().Handle(await desk.User(task.Assignee!), new(task.Key, "approve"), Ct);
        Assert.True(done.Succeeded, done.Problem?.ToString());
    }

    private static async Task Suspend(DeskHost desk, string number) =>
        Assert.Null((await desk.Get<SuspendCase>().Handle(await desk.User("uma"), new(number, "Customer is away."), Ct)).Problem);

    private static async Task Resume(DeskHost desk, string number) =>
        Assert.Null((await desk.Get<ResumeCase>().Handle(await desk.User("uma"), new(number, null), Ct)).Problem);
}
