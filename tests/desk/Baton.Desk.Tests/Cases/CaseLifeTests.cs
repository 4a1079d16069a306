using Baton.Desk.Cases;
using Baton.Desk.Worklists;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

public sealed class CaseLifeTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task An_approved_case_is_closed_with_its_final_status_when_the_fax_is_sent()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await Approve(desk, opened);
        await desk.Engine.CompleteJob(
            "baton.fax",
            """{"faxNumber":"+85229876544","faxSentAt":"2026-11-23T01:30:00Z","faxStatus":"sent"}"""
        );

        var page = await desk.Show(opened.Number, language: Languages.SimplifiedChinese);

        Assert.True(page.Case.IsClosed);
        Assert.Equal("archived", page.Case.Status);
        Assert.Equal(desk.Now, page.Case.ClosedAt);
        Assert.Empty(page.Tasks);
        Assert.Contains(page.Timeline, item => item.Text == "Uma Wong完成了待办“核对并核准”：核准。");
        Assert.Equal(
            [
                TimelineCodes.Opened,
                TimelineCodes.StatusChanged,
                TimelineCodes.TaskCreated,
                TimelineCodes.TaskCompleted,
                TimelineCodes.StatusChanged,
                TimelineCodes.FaxQueued,
                TimelineCodes.StatusChanged,
                TimelineCodes.Closed,
            ],
            page.Timeline.Select(item => item.Code)
        );
    }

    [Fact]
    public async Task The_history_of_a_cases_process_stays_with_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Engine.Write(unit => unit.Engine.CancelInstance(opened.ProcessInstanceKey!.Value));

        var refused = await desk.Runtime.Write(unit => unit.Engine.DeleteInstance(opened.ProcessInstanceKey!.Value), Ct);
        Assert.Equal(RejectionKind.InvalidState, refused.Problem!.Kind);
        Assert.Contains($"case {opened.Number}", refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal(opened.ProcessInstanceKey, (await desk.Show(opened.Number)).Process!.ProcessInstanceKey);

        var free = await desk.Engine.StartProcess("tos");
        await desk.Engine.Write(unit => unit.Engine.CancelInstance(free));
        await desk.Engine.Write(unit => unit.Engine.DeleteInstance(free));
        Assert.Null(await desk.Engine.Search.ProcessInstance(free, Ct));
    }

    [Fact]
    public async Task A_case_whose_process_is_canceled_is_closed_and_its_tasks_are_gone()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var key = (await desk.Show(opened.Number)).Tasks[0].Key;

        await desk.Engine.Write(unit => unit.Engine.CancelInstance(opened.ProcessInstanceKey!.Value));
        var page = await desk.Show(opened.Number);
        var late = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(key, "approve"), Ct);
        var opinion = await desk.Get<AddOpinion>().Handle(await desk.User("amy"), new(opened.Number, "Too late"), Ct);

        Assert.True(page.Case.IsClosed);
        Assert.Equal("canceled", page.Case.Status);
        Assert.Empty(page.Tasks);
        Assert.Equal("task-gone", late.Problem!.Code);
        Assert.Equal("case-closed", opinion.Problem!.Code);
    }

    [Fact]
    public async Task A_process_without_a_case_leaves_no_trace_in_the_desk()
    {
        await using var desk = await DeskHost.Start();

        await desk.Engine.StartProcess("tos", """{"unitManager":"uma"}""");

        Assert.Equal(0, await desk.Read(db => db.WorkItems.CountAsync(Ct)));
        Assert.Equal(0, await desk.Read(db => db.Timeline.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_case_is_read_by_those_who_have_to_do_with_it_and_by_nobody_else()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        foreach (var reader in new[] { "amy", "uma", "carl", "rita" })
            Assert.True((await desk.Get<ShowCase>().Handle(await desk.User(reader), new(opened.Number), Ct)).Succeeded, reader);
        foreach (var stranger in new[] { "bob", "ulf", "fay", "adam" })
        {
            var outcome = await desk.Get<ShowCase>().Handle(await desk.User(stranger), new(opened.Number), Ct);
            Assert.Equal(RejectionKind.NotFound, outcome.Problem!.Kind);
        }
    }

    [Fact]
    public async Task Opinions_are_added_by_those_who_work_on_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var added = await desk.Get<AddOpinion>().Handle(await desk.User("amy"), new(opened.Number, " Customer called again "), Ct);
        var reader = await desk.Get<AddOpinion>().Handle(await desk.User("rita"), new(opened.Number, "No"), Ct);
        var page = await desk.Show(opened.Number);

        Assert.True(added.Succeeded);
        Assert.Equal(RejectionKind.Forbidden, reader.Problem!.Kind);
        Assert.Equal(("Customer called again", "Unit 1"), (page.Opinions[0].Text, page.Opinions[0].DepartmentName));
    }

    [Fact]
    public async Task Every_journal_replays_to_what_lives_after_a_day_of_work()
    {
        await using var desk = await DeskHost.Start();
        var first = await desk.Open();
        await desk.Open("Another");
        await Approve(desk, first);
        await desk.Engine.Advance(TimeSpan.FromDays(3));

        Assert.Empty(await desk.Runtime.Verify(Ct));
    }

    private static async Task Approve(DeskHost desk, CaseOpened opened)
    {
        var key = (await desk.Show(opened.Number)).Tasks[0].Key;
        var outcome = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(key, "approve"), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }
}
