using Baton.Desk.Cases;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Worklists;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>Promises to call a customer back: made, moved, told when they are due, and kept.</summary>
public sealed class CallBackTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_promise_of_the_first_call_stands_on_the_case_its_time_line_and_the_work_list()
    {
        await using var desk = await DeskHost.Start();
        var at = desk.Now.AddHours(2);
        var opened = await desk.Open(change: request => request with { CallBackAt = at, CallBackRemark = " Tell the price. " });

        var page = await desk.Show(opened.Number, "uma");
        var line = Assert.Single(await List(desk, "amy"));
        var task = Assert.Single((await Worklist(desk, "uma")).Items);

        Assert.Equal((at, "Tell the price.", "Amy Chan 陳"), (page.CallBack!.DueAt, page.CallBack.Remark, page.CallBack.PromisedByName));
        Assert.Equal(
            "Amy Chan 陳 promised to call the customer back at 2026-11-23 11:00: Tell the price.",
            page.Timeline.Single(item => item.Code == CallBackCodes.Promised).Text
        );
        Assert.Equal((opened.Number, "+85229876543", false, true), (line.CaseNumber, line.Phone, line.IsOverdue, line.IsMine));
        Assert.Equal(at, task.CallBackAt);
        Assert.Equal(1, (await Worklist(desk, "amy")).Counts.CallBacks);
    }

    [Fact]
    public async Task Who_promised_is_told_when_the_time_has_come_and_only_once()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(2) });

        await desk.Engine.Advance(TimeSpan.FromMinutes(119));
        Assert.Empty(await Told(desk, "amy"));
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        await desk.Engine.Advance(TimeSpan.FromHours(5));

        var told = Assert.Single(await Told(desk, "amy"));
        Assert.Equal((opened.Number, $"Call 陳大文 back now: case {opened.Number} “Move my line”"), (told.CaseNumber, told.Text));
        Assert.Empty(await Told(desk, "uma"));
        Assert.True(Assert.Single(await List(desk, "amy")).IsOverdue);
    }

    [Fact]
    public async Task A_promise_that_is_moved_is_told_at_the_new_time_to_who_moved_it()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(1) });
        await desk.Engine.Advance(TimeSpan.FromHours(1));

        var moved = await Promise(desk, "uma", opened.Number, desk.Now.AddDays(1));

        Assert.Null(moved.Problem);
        Assert.All(await Told(desk, "amy"), one => Assert.True(one.IsRead));
        await desk.Engine.Advance(TimeSpan.FromDays(1));
        Assert.Single(await Told(desk, "uma"));
        Assert.Single(await Told(desk, "amy"));
        var page = await desk.Show(opened.Number);
        Assert.Equal("uma", page.CallBack!.PromisedBy);
        Assert.Contains(page.Timeline, item => item.Text == "Uma Wong moved the call-back to 2026-11-24 10:00.");
    }

    [Fact]
    public async Task A_kept_promise_leaves_its_result_on_the_time_line_and_nothing_to_do()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(1) });
        await desk.Engine.Advance(TimeSpan.FromHours(1));

        var done = await End(desk, "amy", opened.Number, "He agrees.");
        var again = await End(desk, "amy", opened.Number, "He agrees.");

        Assert.Null(done.Problem);
        Assert.Equal("none-open", again.Problem!.Code);
        var page = await desk.Show(opened.Number);
        Assert.Null(page.CallBack);
        Assert.Null(page.CallBackAt);
        Assert.Equal(
            "Amy Chan 陳 called the customer back: He agrees.",
            page.Timeline.Single(item => item.Code == CallBackCodes.Done).Text
        );
        Assert.Empty(await List(desk, "amy"));
        Assert.All(await Told(desk, "amy"), one => Assert.True(one.IsRead));
        Assert.Null((await Promise(desk, "amy", opened.Number, desk.Now.AddHours(1))).Problem);
        Assert.Equal(2, await desk.Read(db => db.Set<CallBack>().CountAsync(Ct)));
    }

    [Fact]
    public async Task The_deputy_of_who_promised_sees_the_call_reads_the_case_and_is_told()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(2), UnitManager = "uma" });
        Assert.Empty(await List(desk, "bob"));
        var absence = new SaveDeputyRequest("amy", "bob", desk.Now, desk.Now.AddDays(1));
        Assert.Null((await desk.Get<SaveDeputy>().Handle(await desk.User("amy"), absence, Ct)).Problem);

        var line = Assert.Single(await List(desk, "bob"));
        await desk.Engine.Advance(TimeSpan.FromHours(2));

        Assert.Equal((true, true, "Amy Chan 陳"), (line.IsMine, line.IsDeputised, line.PromisedByName));
        Assert.StartsWith("For Amy Chan 陳: Call", Assert.Single(await Told(desk, "bob")).Text, StringComparison.Ordinal);
        Assert.Null((await End(desk, "bob", opened.Number, "Done for Amy.")).Problem);
        Assert.Empty(await List(desk, "bob"));
    }

    [Fact]
    public async Task Where_who_promised_has_left_the_holder_of_the_case_is_told()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(2) });
        var task = Assert.Single((await desk.Show(opened.Number)).Tasks);
        Assert.Equal("uma", task.Assignee);
        await desk.Change(
            (db, _) =>
                db.Users.Where(user => user.UserName == "amy").ExecuteUpdateAsync(set => set.SetProperty(user => user.IsDisabled, true), Ct)
        );

        await desk.Engine.Advance(TimeSpan.FromHours(2));

        Assert.Single(await Told(desk, "uma"));
        Assert.Empty(
            await desk.Read(db => db.Notifications.Where(row => row.UserName == "amy" && row.Code == Notifier.CallBackDue).ToListAsync(Ct))
        );
        Assert.True(Assert.Single(await List(desk, "uma")).IsMine);
    }

    [Fact]
    public async Task A_call_that_a_colleague_of_the_department_promised_is_one_of_the_groups()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("ned", Permissions.ReadDepartmentCases, Permissions.WorkOnTasks);
        await desk.Change(
            (db, _) =>
            {
                db.DepartmentMembers.Add(new() { DepartmentCode = "cs-1", UserName = "ned" });
                return Task.CompletedTask;
            }
        );
        await desk.Open(change: request => request with { CallBackAt = desk.Now.AddHours(2) });
        await desk.Open(by: "bob", change: request => request with { CallBackAt = desk.Now.AddHours(1) });

        var line = Assert.Single(await List(desk, "ned"));

        Assert.Equal(("amy", false), (line.PromisedBy, line.IsMine));
    }

    [Fact]
    public async Task A_time_that_is_over_or_far_away_is_refused_by_its_field()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var request = new OpenCaseRequest("tos", "Late") { CustomerKey = await desk.CustomerKey("C-1"), CallBackAt = desk.Now };

        var past = await Promise(desk, "amy", opened.Number, desk.Now);
        var far = await Promise(desk, "amy", opened.Number, desk.Now.AddDays(400));
        var onOpening = await desk.Get<OpenCase>().Handle(await desk.User("amy"), request, Ct);
        var silent = await End(desk, "amy", opened.Number, "  ");

        Assert.Equal(("at", "past"), (past.Problem!.Fields[0].Field, past.Problem.Fields[0].Code));
        Assert.Equal("far", Assert.Single(far.Problem!.Fields).Code);
        Assert.Contains(onOpening.Problem!.Fields, field => field.Field == "callBackAt");
        Assert.Equal("result", Assert.Single(silent.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Nobody_promises_on_a_case_that_he_may_not_read_or_that_is_closed()
    {
        await using var desk = await DeskHost.Start();
        var open = await desk.Open();
        var closed = await desk.Open(change: request => request with { Solution = "Done." });
        var later = desk.Now.AddHours(1);

        Assert.Equal(RejectionKind.NotFound, (await Promise(desk, "bob", open.Number, later)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Promise(desk, "rita", open.Number, later)).Problem!.Kind);
        Assert.Equal("case-closed", (await Promise(desk, "amy", closed.Number, later)).Problem!.Code);
    }

    private static async Task<Outcome<Done>> Promise(DeskHost desk, string user, string number, DateTimeOffset at) =>
        await desk.Get<PromiseCallBack>().Handle(await desk.User(user), number, new(at), Ct);

    private static async Task<Outcome<Done>> End(DeskHost desk, string user, string number, string result) =>
        await desk.Get<EndCallBack>().Handle(await desk.User(user), number, new(result), Ct);

    private static async Task<IReadOnlyList<CallBackLine>> List(DeskHost desk, string user) =>
        (await desk.Get<ListCallBacks>().Handle(await desk.User(user), Ct)).Value;

    private static async Task<WorklistPage> Worklist(DeskHost desk, string user) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(user), new(), Ct)).Value;

    private static async Task<IReadOnlyList<NotificationView>> Told(DeskHost desk, string user) =>
        [
            .. (await desk.Get<ListNotifications>().Handle(await desk.User(user), new(), Ct)).Value.Items.Where(one =>
                one.Code == Notifier.CallBackDue
            ),
        ];
}
