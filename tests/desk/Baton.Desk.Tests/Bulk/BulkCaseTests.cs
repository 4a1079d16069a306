using Baton.Desk.Bulk;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Tests.Packs;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Bulk;

/// <summary>One thing done to several cases.</summary>
public sealed class BulkCaseTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_refused_case_stops_nothing_and_says_why()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (first, closed, last) = (
            await desk.Register(),
            await desk.Register(change: request => request with { Solution = "Told him." }),
            await desk.Register()
        );

        var result = await Do(
            desk,
            "cora",
            new(CaseActions.Suspend, [first, closed, "WO-NOWHERE", last, first]) { Reason = "The network is down." }
        );

        Assert.Equal(["done", "refused", "refused", "done"], result.Items.Select(item => item.Outcome));
        Assert.Equal([first, closed, "WO-NOWHERE", last], result.Items.Select(item => item.Number));
        Assert.Contains(closed, result.Items[1].Reason, StringComparison.Ordinal);
        Assert.NotNull(result.Items[2].Reason);
        Assert.Equal("The network is down.", (await desk.Show(last)).Suspended!.Reason);
        Assert.Contains((await desk.Show(first)).Timeline, item => item.Code == "suspended");
    }

    [Fact]
    public async Task What_rests_by_it_is_resumed_again_and_what_somebody_else_resumed_is_left_alone()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (one, other) = (await desk.Register(), await desk.Register());
        var done = await Do(desk, "cora", new(CaseActions.Suspend, [one, other]) { Reason = "Wait." });
        await desk.Get<ResumeCase>().Handle(await desk.User("carl"), new(other, null), Ct);
        await desk.Get<SuspendCase>().Handle(await desk.User("carl"), new(other, "For another reason."), Ct);

        var undone = await Undo(desk, "cora", done.Key);

        Assert.Equal(["undone", "left"], undone.Value.Items.Select(item => item.Outcome));
        Assert.Equal("Somebody has changed this since.", undone.Value.Items[1].Reason);
        Assert.Null((await desk.Show(one)).Suspended);
        Assert.Equal("For another reason.", (await desk.Show(other)).Suspended!.Reason);
    }

    [Fact]
    public async Task Only_watching_that_it_began_is_taken_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (watched, other) = (await desk.Register(), await desk.Register());
        await desk.Get<WatchCase>().Handle(await desk.User("cora"), watched, watch: true, Ct);

        var done = await Do(desk, "cora", new(CaseActions.Watch, [watched, other]));
        var meanwhile = ((await desk.Show(watched)).IsWatched, (await desk.Show(other)).IsWatched);
        var undone = await Undo(desk, "cora", done.Key);

        Assert.Equal(["done", "done"], done.Items.Select(item => item.Outcome));
        Assert.Equal((true, true), meanwhile);
        Assert.Equal(["done", "undone"], undone.Value.Items.Select(item => item.Outcome));
        Assert.Equal((true, false), ((await desk.Show(watched)).IsWatched, (await desk.Show(other)).IsWatched));
    }

    [Fact]
    public async Task Keywords_are_added_to_those_that_a_case_has_and_put_back_where_nobody_changed_them_since()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (one, other) = (await desk.Register(), await desk.Register());
        await desk.Get<SetKeywords>().Handle(await desk.User("cora"), one, new(["outage"]), Ct);

        var added = await Do(desk, "cora", new(CaseActions.AddKeywords, [one, other]) { Keywords = ["East ", "OUTAGE"] });
        var words = ((await desk.Show(one)).Keywords, (await desk.Show(other)).Keywords);
        await desk.Get<SetKeywords>().Handle(await desk.User("carl"), other, new(["west"]), Ct);
        var undone = await Undo(desk, "cora", added.Key);

        Assert.Equal(["East", "outage"], words.Item1);
        Assert.Equal(["East", "OUTAGE"], words.Item2);
        Assert.Equal(["undone", "left"], undone.Value.Items.Select(item => item.Outcome));
        Assert.Equal(["outage"], (await desk.Show(one)).Keywords);
        Assert.Equal(["west"], (await desk.Show(other)).Keywords);
    }

    [Fact]
    public async Task Keywords_are_taken_away_and_come_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Get<SetKeywords>().Handle(await desk.User("cora"), number, new(["outage", "east"]), Ct);

        var removed = await Do(desk, "cora", new(CaseActions.RemoveKeywords, [number]) { Keywords = ["Outage", "west"] });
        var left = (await desk.Show(number)).Keywords;
        await Undo(desk, "cora", removed.Key);

        Assert.Equal(["east"], left);
        Assert.Equal(["east", "outage"], (await desk.Show(number)).Keywords);
    }

    [Fact]
    public async Task It_is_taken_back_once_within_ten_minutes_and_by_the_one_who_did_it()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var first = await Do(desk, "cora", new(CaseActions.Watch, [number]));

        var stranger = await Undo(desk, "carl", first.Key);
        var unseen = await desk.Get<ShowBulk>().Handle(await desk.User("carl"), first.Key, Ct);
        var undone = await Undo(desk, "cora", first.Key);
        var twice = await Undo(desk, "cora", first.Key);
        var second = await Do(desk, "cora", new(CaseActions.Watch, [number]));
        await desk.Advance(TimeSpan.FromMinutes(11));
        var late = await Undo(desk, "cora", second.Key);

        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, unseen.Problem!.Kind);
        Assert.Equal(first.At + TimeSpan.FromMinutes(10), first.UndoUntil);
        Assert.Equal(((DateTimeOffset?)null, true), (undone.Value.UndoUntil, undone.Value.UndoneAt is not null));
        Assert.Equal("bulk-undone", twice.Problem!.Code);
        Assert.Equal("bulk-too-late", late.Problem!.Code);
        Assert.True((await desk.Show(number)).IsWatched);
    }

    [Fact]
    public async Task Reminders_and_ends_cannot_be_taken_back()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Dispatch(number, "network");

        var urged = await Do(desk, "cora", new(CaseActions.Urge, [number]));
        var aborted = await Do(desk, "cora", new(CaseActions.Abort, [number]) { Reason = "Not ours." });
        var undone = await Undo(desk, "cora", aborted.Key);

        Assert.Equal(["done", "done"], urged.Items.Concat(aborted.Items).Select(item => item.Outcome));
        Assert.Null(urged.UndoUntil);
        Assert.Null(aborted.UndoUntil);
        Assert.Equal("bulk-final", undone.Problem!.Code);
        Assert.True((await desk.Show(number)).Case.IsClosed);
    }

    [Fact]
    public async Task Each_case_needs_the_right_that_it_needs_alone()
    {
        await using var desk = await WorkOrderDesk.Open();
        var (own, others) = (await desk.Register(), await desk.Register());
        await desk.Dispatch(own, "billing");

        var result = await Do(desk, "bella", new(CaseActions.AddKeywords, [own, others]) { Keywords = ["mine"] });

        Assert.Equal(["done", "refused"], result.Items.Select(item => item.Outcome));
        Assert.Equal((0, others), (result.Items[1].Key, result.Items[1].Number));
        Assert.Empty((await desk.Show(others)).Keywords);
    }

    [Fact]
    public async Task What_is_wrong_with_the_whole_is_refused_as_a_whole()
    {
        await using var desk = await WorkOrderDesk.Open();
        var cora = await desk.User("cora");
        string[] many = [.. Enumerable.Range(1, 201).Select(number => $"WO-{number}")];

        Assert.Equal("cases", await Fault(new(CaseActions.Watch, [])));
        Assert.Equal("cases", await Fault(new(CaseActions.Watch, null!)));
        Assert.Equal("cases", await Fault(new(CaseActions.Watch, many)));
        Assert.Equal("cases", await Fault(new(CaseActions.Watch, [null!])));
        Assert.Equal("action", await Fault(new("burn", ["WO-1"])));
        Assert.Equal("reason", await Fault(new(CaseActions.Abort, ["WO-1"]) { Reason = " " }));
        Assert.Equal("reason", await Fault(new(CaseActions.Urge, ["WO-1"]) { Reason = new('x', 1001) }));
        Assert.Equal("keywords", await Fault(new(CaseActions.AddKeywords, ["WO-1"]) { Keywords = [" "] }));
        Assert.Equal("keywords", await Fault(new(CaseActions.AddKeywords, ["WO-1"]) { Keywords = [new('x', 51)] }));
        Assert.Equal(0, await desk.Read(db => db.Set<BulkAction>().CountAsync(Ct)));

        async Task<string> Fault(BulkCasesRequest request) =>
            Assert.Single((await desk.Get<BulkCases>().Handle(cora, request, Ct)).Problem!.Fields).Field;
    }

    [Fact]
    public async Task What_became_of_it_is_known_for_thirty_days()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        var done = await Do(desk, "cora", new(CaseActions.Watch, [number]));
        await desk.Advance(TimeSpan.FromDays(29));
        await CleanUp(desk);
        var kept = await desk.Get<ShowBulk>().Handle(await desk.User("cora"), done.Key, Ct);
        await desk.Advance(TimeSpan.FromDays(2));
        await CleanUp(desk);

        Assert.Equal([number], kept.Value.Items.Select(item => item.Number));
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<ShowBulk>().Handle(await desk.User("cora"), done.Key, Ct)).Problem!.Kind);
    }

    private static async Task CleanUp(WorkOrderDesk desk)
    {
        var cleaned = await desk.Get<BatonRuntime>()
            .Write<Done>(
                async unit =>
                {
                    Assert.True(await OldBulkActions.Work().Run(unit, unit.Now) > unit.Now);
                    return Done.Outcome;
                },
                Ct
            );
        Assert.True(cleaned.Succeeded);
    }

    private static async Task<BulkResult> Do(WorkOrderDesk desk, string by, BulkCasesRequest request)
    {
        var outcome = await desk.Get<BulkCases>().Handle(await desk.User(by), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    private static async Task<Outcome<BulkResult>> Undo(WorkOrderDesk desk, string by, long key) =>
        await desk.Get<UndoBulk>().Handle(await desk.User(by), key, Ct);
}
