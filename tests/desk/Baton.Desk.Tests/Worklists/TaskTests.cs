using Baton.Desk.Cases;
using Baton.Desk.Notifications;
using Baton.Desk.Worklists;
using Baton.Engine;

namespace Baton.Desk.Tests.Worklists;

public sealed class TaskTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_task_of_the_unit_manager_stands_in_his_list_and_in_nobody_elses()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open();

        var uma = (await desk.Get<ShowWorklist>().Handle(await desk.User("uma"), new("mine"), Ct)).Value;
        var ulf = (await desk.Get<ShowWorklist>().Handle(await desk.User("ulf"), new("all"), Ct)).Value;
        var carl = (await desk.Get<ShowWorklist>().Handle(await desk.User("carl"), new("groups"), Ct)).Value;

        Assert.Equal(["approve", "reject"], Assert.Single(uma.Items).Actions.Select(action => action.Id));
        Assert.Equal(new(1, 0, null) { Units = 1 }, uma.Counts);
        Assert.Equal(new(0, 0, null), ulf.Counts);
        Assert.Equal(new(0, 0, 1), carl.Counts);
    }

    [Fact]
    public async Task An_overdue_case_moves_to_the_customer_service_managers_and_says_why()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        await desk.Engine.Advance(TimeSpan.FromDays(2));
        var uma = (await desk.Get<ShowWorklist>().Handle(await desk.User("uma"), new("mine"), Ct)).Value;
        var page = await desk.Show(opened.Number, language: Languages.SimplifiedChinese);

        Assert.Empty(uma.Items);
        Assert.Equal("awaiting-csm", page.Case.Status);
        Assert.Equal("csm", Assert.Single(Assert.Single(page.Tasks).CandidateRoles).Code);
        Assert.Contains(
            page.Timeline,
            item => item.Code == TimelineCodes.Moved && item.Text == "Uma Wong未在2 天内核对。" && item.Actor is null
        );
        Assert.Contains(page.Timeline, item => item.Text == "待办“核对并核准”已从Uma Wong处收回。");
    }

    [Fact]
    public async Task Of_two_who_claim_at_once_one_wins_and_the_other_learns_who()
    {
        await using var desk = await DeskHost.Start();
        var key = await OverdueTask(desk);
        var carl = await desk.User("carl");
        var cora = await desk.User("cora");

        var outcomes = await Task.WhenAll(
            desk.Get<ClaimTask>().Handle(carl, new(key), Ct),
            desk.Get<ClaimTask>().Handle(cora, new(key), Ct)
        );

        var winner = Assert.Single(outcomes, outcome => outcome.Succeeded).Value;
        var loser = Assert.Single(outcomes, outcome => !outcome.Succeeded).Problem!;
        Assert.Equal("task-held", loser.Code);
        Assert.Contains(winner.AssigneeName!, loser.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_somebody_else_did_answers_who_it_was()
    {
        await using var desk = await DeskHost.Start();
        var key = await OverdueTask(desk);
        var done = await desk.Get<CompleteTask>().Handle(await desk.User("carl"), new(key, "approve"), Ct);

        var late = await desk.Get<CompleteTask>().Handle(await desk.User("cora"), new(key, "approve"), Ct);

        Assert.Equal(WorkItemStatus.Completed, done.Value.Status);
        Assert.Equal("Carl Ho", done.Value.CompletedByName);
        Assert.Equal("task-done", late.Problem!.Code);
        Assert.Equal(RejectionKind.InvalidState, late.Problem.Kind);
        Assert.Contains("Carl Ho", late.Problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Hong_Kong", 8, "yyyy-MM-dd HH:mm")]
    [InlineData(null, 0, "u")]
    public async Task When_a_task_was_done_is_said_in_the_zone_of_the_reader_and_to_a_machine_in_UTC(string? zone, int hours, string format)
    {
        await using var desk = await DeskHost.Start();
        var key = await OverdueTask(desk);
        await desk.Get<CompleteTask>().Handle(await desk.User("carl"), new(key, "approve"), Ct);
        var cora = await desk.User("cora") with { Zone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone) };

        var late = await desk.Get<CompleteTask>().Handle(cora, new(key, "approve"), Ct);

        var at = desk.Now.ToOffset(TimeSpan.FromHours(hours)).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($" {at}.", late.Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_holder_may_complete_release_or_transfer_a_task()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = Assert.Single((await desk.Show(opened.Number)).Tasks).Key;
        var carl = await desk.User("carl");

        Assert.Equal("task-not-yours", (await desk.Get<CompleteTask>().Handle(carl, new(key, "approve"), Ct)).Problem!.Code);
        Assert.Equal("task-not-yours", (await desk.Get<ClaimTask>().Handle(carl, new(key), Ct)).Problem!.Code);
        Assert.Equal("task-not-yours", (await desk.Get<ReleaseTask>().Handle(carl, new(key), Ct)).Problem!.Code);
        Assert.Equal("task-not-yours", (await desk.Get<TransferTask>().Handle(carl, new(key, "cora", null, "x"), Ct)).Problem!.Code);
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<CompleteTask>().Handle(await desk.User("rita"), new(key, "approve"), Ct)).Problem!.Kind
        );
        Assert.Equal(
            RejectionKind.NotFound,
            (await desk.Get<CompleteTask>().Handle(await desk.User("bob"), new(key, "approve"), Ct)).Problem!.Kind
        );
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<ShowTask>().Handle(await desk.User("bob"), new(key), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_claimed_task_can_be_released_and_one_without_a_group_cannot()
    {
        await using var desk = await DeskHost.Start();
        var key = await OverdueTask(desk);
        var carl = await desk.User("carl");
        await desk.Get<ClaimTask>().Handle(carl, new(key), Ct);

        var released = await desk.Get<ReleaseTask>().Handle(carl, new(key), Ct);
        var opened = await desk.Open();
        var ownKey = Assert.Single((await desk.Show(opened.Number)).Tasks).Key;
        var refused = await desk.Get<ReleaseTask>().Handle(await desk.User("uma"), new(ownKey), Ct);

        Assert.Null(released.Value.Assignee);
        Assert.True(released.Value.May.Claim);
        Assert.Equal("task-has-no-group", refused.Problem!.Code);
    }

    [Fact]
    public async Task A_transferred_task_goes_to_the_other_person_with_the_reason_on_the_time_line()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = Assert.Single((await desk.Show(opened.Number)).Tasks).Key;

        var moved = await desk.Get<TransferTask>().Handle(await desk.User("uma"), new(key, "ulf", null, "On leave"), Ct);
        var page = await desk.Show(opened.Number);
        var told = (await desk.Get<ListNotifications>().Handle(await desk.User("ulf"), new(), Ct)).Value;

        Assert.Equal("Ulf Ng", moved.Value.AssigneeName);
        Assert.Contains(page.Timeline, item => item.Text == "Uma Wong transferred the task “Check and approve” to Ulf Ng: On leave");
        Assert.Equal("task-transferred", Assert.Single(told.Items).Code);
    }

    [Fact]
    public async Task A_task_transferred_to_a_role_is_free_for_all_of_it()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = Assert.Single((await desk.Show(opened.Number)).Tasks).Key;

        await desk.Get<TransferTask>().Handle(await desk.User("uma"), new(key, null, "csm", "Needs a decision"), Ct);
        var groups = (await desk.Get<ShowWorklist>().Handle(await desk.User("cora"), new("groups"), Ct)).Value;
        var nowhere = await desk.Get<TransferTask>().Handle(await desk.User("cora"), new(key, null, "reader", "x"), Ct);
        var without = await desk.Get<TransferTask>().Handle(await desk.User("cora"), new(key, "ulf", null, " "), Ct);

        Assert.Equal(key, Assert.Single(groups.Items).Key);
        Assert.Equal("toRole", Assert.Single(nowhere.Problem!.Fields).Field);
        Assert.Equal("reason", Assert.Single(without.Problem!.Fields).Field);
        Assert.Single((await desk.Show(opened.Number)).Timeline, item => item.Code == TimelineCodes.TaskTransferred);
    }

    [Fact]
    public async Task A_rejection_needs_an_opinion_and_returns_the_case_to_the_agent()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = Assert.Single((await desk.Show(opened.Number)).Tasks).Key;
        var uma = await desk.User("uma");

        var silent = await desk.Get<CompleteTask>().Handle(uma, new(key, "reject"), Ct);
        var unknown = await desk.Get<CompleteTask>().Handle(uma, new(key, "explode"), Ct);
        var rejected = await desk.Get<CompleteTask>().Handle(uma, new(key, "reject", "资料不全"), Ct);
        var page = await desk.Show(opened.Number);

        Assert.Equal("opinion", Assert.Single(silent.Problem!.Fields).Field);
        Assert.Equal("action", Assert.Single(unknown.Problem!.Fields).Field);
        Assert.True(rejected.Succeeded);
        Assert.Equal("amy", Assert.Single(page.Tasks).Assignee);
        Assert.Equal("资料不全", Assert.Single(page.Opinions).Text);
        Assert.Equal("rejected", page.Case.Status);
    }

    [Fact]
    public async Task What_a_step_changes_in_the_cases_own_form_shows_on_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Get<CompleteTask>()
            .Handle(await desk.User("uma"), new((await desk.Show(opened.Number)).Tasks[0].Key, "reject", "?"), Ct);
        var amy = await desk.User("amy");
        var revise = (await desk.Get<ShowTask>().Handle(amy, new((await desk.Show(opened.Number)).Tasks[0].Key), Ct)).Value;
        var form = (System.Text.Json.Nodes.JsonObject)revise.Data.DeepClone();
        form["serviceNumber"] = "5555 1234";

        var sent = await desk.Get<CompleteTask>().Handle(amy, new(revise.Task.Key, "resubmit", null, form), Ct);
        var page = await desk.Show(opened.Number);

        Assert.True(sent.Succeeded, sent.Problem?.ToString());
        Assert.Equal("5555 1234", page.FormData["serviceNumber"]!.GetValue<string>());
        Assert.Equal("uma", Assert.Single(page.Tasks).Assignee);
    }

    [Fact]
    public async Task The_people_of_a_group_are_told_of_a_task_until_one_of_them_claims_it()
    {
        await using var desk = await DeskHost.Start();
        var cora = await desk.User("cora");
        var topics = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var subscription = desk.Get<DeskChanges>().Subscribe(DeskChanges.Notifications("cora"), topics.Add);

        var key = await OverdueTask(desk);
        var before = (await desk.Get<CountUnread>().Handle(cora, Ct)).Value;
        await desk.Get<ClaimTask>().Handle(await desk.User("carl"), new(key), Ct);
        var after = (await desk.Get<CountUnread>().Handle(cora, Ct)).Value;

        Assert.Equal(1, before.Unread);
        Assert.Equal(0, after.Unread);
        Assert.Equal(2, topics.Count);
    }

    private static async Task<long> OverdueTask(DeskHost desk)
    {
        var opened = await desk.Open();
        await desk.Engine.Advance(TimeSpan.FromDays(2));
        return Assert.Single((await desk.Show(opened.Number)).Tasks).Key;
    }
}
