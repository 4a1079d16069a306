using Baton.Desk.Cases;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Tests.Packs;
using Baton.Desk.Worklists;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Tests.Organisation;

public sealed class DeputyTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_deputy_sees_does_and_is_told_of_the_tasks_of_the_absent()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf");
        var opened = await desk.Open();

        var list = await Worklist(desk, "ulf", "deputised");
        var task = Assert.Single(list.Items);
        var notices = (await desk.Get<ListNotifications>().Handle(await desk.User("ulf"), new(), Ct)).Value.Items;
        var done = await desk.Get<CompleteTask>().Handle(await desk.User("ulf"), new(task.Key, "approve", "Fine."), Ct);

        Assert.Equal((0, 1), (list.Counts.Mine, list.Counts.Deputised));
        Assert.Equal(("uma", "Uma Wong"), (task.DeputisedFor, task.DeputisedForName));
        Assert.StartsWith("For Uma Wong: New task", Assert.Single(notices).Text, StringComparison.Ordinal);
        Assert.True(done.Succeeded, done.Problem?.ToString());
        Assert.Equal("ulf", done.Value.CompletedBy);
        var page = await desk.Show(opened.Number);
        Assert.Contains(page.Timeline, item => item.Text.StartsWith("Ulf Ng for Uma Wong completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_absent_person_still_sees_his_tasks_until_the_deputy_takes_them_over()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf");
        var opened = await desk.Open();
        var before = await Worklist(desk, "uma", "mine");

        var claimed = await desk.Get<ClaimTask>().Handle(await desk.User("ulf"), new(before.Items[0].Key), Ct);

        Assert.True(claimed.Succeeded, claimed.Problem?.ToString());
        Assert.Equal("ulf", claimed.Value.Assignee);
        Assert.Empty((await Worklist(desk, "uma", "mine")).Items);
        Assert.Single((await Worklist(desk, "ulf", "mine")).Items);
        Assert.Empty((await Worklist(desk, "ulf", "deputised")).Items);
        Assert.Contains(
            (await desk.Show(opened.Number)).Timeline,
            item => item.Text.StartsWith("Ulf Ng for Uma Wong claimed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_deputy_reads_the_cases_of_the_tasks_while_the_period_lasts_and_no_others()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open();
        var other = await desk.Open(change: request => request with { UnitManager = "carl" });
        var task = Assert.Single((await Worklist(desk, "uma", "mine")).Items);

        Assert.False(await MayRead(desk, task.CaseNumber));
        await Name(desk, "uma", "ulf", from: 1, until: 2);
        Assert.False(await MayRead(desk, task.CaseNumber));
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.True(await MayRead(desk, task.CaseNumber));
        Assert.False(await MayRead(desk, other.Number));
        await desk.Engine.Advance(TimeSpan.FromHours(1));
        Assert.False(await MayRead(desk, task.CaseNumber));
        Assert.Null((await Worklist(desk, "ulf", "mine")).Counts.Deputised);
    }

    [Fact]
    public async Task A_deputy_of_a_deputy_gets_the_tasks_and_the_notices_of_both()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf");
        await Name(desk, "ulf", "bob");

        await desk.Open();
        await desk.Open(change: request => request with { UnitManager = "ulf" });

        var list = await Worklist(desk, "bob", "deputised");
        Assert.Equal(["ulf", "uma"], list.Items.Select(task => task.DeputisedFor).Order());
        Assert.Equal(2, (await desk.Get<CountUnread>().Handle(await desk.User("bob"), Ct)).Value.Unread);
    }

    [Fact]
    public async Task Tasks_that_the_absent_sees_by_his_groups_alone_are_not_his_deputys()
    {
        await using var desk = await WorkOrderDesk.Open();
        await Name(desk, "cora", "nina");
        var number = await desk.Register();

        var list = await desk.Get<ShowWorklist>().Handle(await desk.User("nina"), new("deputised"), Ct);

        Assert.Equal("Coordinate", (await desk.Task(number)).ElementId);
        Assert.Equal(0, list.Value.Counts.Deputised);
    }

    [Fact]
    public async Task A_deputy_neither_hands_on_what_he_has_not_taken_over_nor_steers_its_case()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "bob");
        var opened = await desk.Open();
        var bob = await desk.User("bob");
        var task = Assert.Single((await Worklist(desk, "bob", "deputised")).Items);

        var transferred = await desk.Get<TransferTask>().Handle(bob, new(task.Key, "ulf", null, "Busy."), Ct);
        var suspended = await desk.Get<SuspendCase>().Handle(bob, new(opened.Number, "Wait."), Ct);

        Assert.Equal(
            (true, true, false, false, false),
            (task.May.Claim, task.May.Complete, task.May.Transfer, task.May.Delegate, task.May.Return)
        );
        Assert.Equal(RejectionKind.Forbidden, transferred.Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, suspended.Problem!.Kind);
    }

    [Fact]
    public async Task Whoever_urges_reaches_the_deputy_too()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf");
        var opened = await desk.Open();

        await desk.Get<UrgeCase>().Handle(await desk.User("amy"), new(opened.Number, null), Ct);

        var notices = (await desk.Get<ListNotifications>().Handle(await desk.User("ulf"), new(), Ct)).Value.Items;
        Assert.Contains(notices, notice => notice.Text.StartsWith("For Uma Wong: Amy Chan 陳 urges you", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ring_of_deputies_is_refused_with_its_way_unless_the_periods_do_not_meet()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf", from: 0, until: 24);
        await Name(desk, "ulf", "bob", from: 12, until: 48);

        var ring = await Try(desk, "bob", "uma", from: 20, until: 30);
        var apart = await Try(desk, "bob", "uma", from: 24, until: 30);

        var fault = Assert.Single(ring.Problem!.Fields);
        Assert.Equal(("deputy", "ring"), (fault.Field, fault.Code));
        Assert.Contains("Bob Lee → Uma Wong → Ulf Ng → Bob Lee", fault.Message, StringComparison.Ordinal);
        Assert.True(apart.Succeeded, apart.Problem?.ToString());
    }

    [Fact]
    public async Task A_ring_that_came_about_otherwise_does_no_harm()
    {
        await using var desk = await DeskHost.Start();
        await Name(desk, "uma", "ulf");
        await Name(desk, "ulf", "bob");
        await desk.Change(
            (db, unit) =>
            {
                db.Deputies.Add(
                    new()
                    {
                        UserName = "bob",
                        DeputyName = "uma",
                        StartsAt = unit.Now,
                        EndsAt = unit.Now.AddDays(1),
                    }
                );
                return Task.CompletedTask;
            }
        );

        await desk.Open();

        Assert.Equal("uma", Assert.Single((await Worklist(desk, "bob", "deputised")).Items).DeputisedFor);
        Assert.Empty((await Worklist(desk, "uma", "deputised")).Items);
        var uma = (await desk.Get<ShowDeputy>().Handle(await desk.User("uma"), "uma", Ct)).Value;
        Assert.Equal(["Bob Lee", "Ulf Ng"], uma.StandsInFor);
    }

    [Fact]
    public async Task A_person_names_his_own_deputy_and_an_administrator_anybodys()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");

        var foreign = await desk.Get<SaveDeputy>().Handle(await desk.User("amy"), Request(desk, "uma", "ulf"), Ct);
        var peeked = await desk.Get<ShowDeputy>().Handle(await desk.User("amy"), "uma", Ct);
        var set = await desk.Get<SaveDeputy>().Handle(adam, Request(desk, "uma", "ulf"), Ct);
        var replaced = await Try(desk, "uma", "bob");
        var ended = await desk.Get<DeleteDeputy>().Handle(await desk.User("uma"), "uma", Ct);
        var again = await desk.Get<DeleteDeputy>().Handle(adam, "uma", Ct);

        Assert.Equal((RejectionKind.Forbidden, RejectionKind.Forbidden), (foreign.Problem!.Kind, peeked.Problem!.Kind));
        Assert.Equal("Ulf Ng", set.Value.DeputyName);
        Assert.Equal(("bob", 0), (replaced.Value.Deputy, replaced.Value.StandsInFor.Count));
        Assert.True(ended.Succeeded);
        Assert.Equal(RejectionKind.NotFound, again.Problem!.Kind);
    }

    [Theory]
    [InlineData("uma", 0, 1, "deputy")]
    [InlineData("rita", 0, 1, "deputy")]
    [InlineData("ghost", 0, 1, "deputy")]
    [InlineData("ulf", 2, 1, "until")]
    [InlineData("ulf", -2, -1, "until")]
    [InlineData("ulf", 0, 10_000, "until")]
    public async Task What_cannot_be_a_deputy_is_refused_at_its_field(string deputy, int from, int until, string field)
    {
        await using var desk = await DeskHost.Start();

        var outcome = await Try(desk, "uma", deputy, from, until);

        Assert.Equal(field, Assert.Single(outcome.Problem!.Fields).Field);
    }

    private static async Task<bool> MayRead(DeskHost desk, string number) =>
        (await desk.Get<ShowCase>().Handle(await desk.User("ulf"), new(number), Ct)).Succeeded;

    private static async Task<WorklistPage> Worklist(DeskHost desk, string user, string view) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(user), new(view), Ct)).Value;

    private static async Task Name(DeskHost desk, string absent, string deputy, int from = 0, int until = 24)
    {
        var outcome = await Try(desk, absent, deputy, from, until);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }

    private static async Task Name(WorkOrderDesk desk, string absent, string deputy)
    {
        var now = desk.Now;
        var outcome = await desk.Get<SaveDeputy>().Handle(await desk.User(absent), new(absent, deputy, now, now.AddHours(24)), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
    }

    private static async Task<Outcome<DeputyView>> Try(DeskHost desk, string absent, string deputy, int from = 0, int until = 24) =>
        await desk.Get<SaveDeputy>().Handle(await desk.User(absent), Request(desk, absent, deputy, from, until), Ct);

    private static SaveDeputyRequest Request(DeskHost desk, string absent, string deputy, int from = 0, int until = 24) =>
        new(absent, deputy, desk.Now.AddHours(from), desk.Now.AddHours(until));
}
