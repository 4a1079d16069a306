using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Worklists;

namespace Baton.Desk.Tests.Worklists;

/// <summary>What stands in which view of the work list, in which order.</summary>
public sealed class WorklistViewTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Watched_and_mentioned_cases_have_views_with_their_open_tasks()
    {
        await using var desk = await DeskHost.Start();
        var watched = await desk.Open("Watched");
        var mentioned = await desk.Open("Mentioned");
        await desk.Open("Neither");
        await desk.Get<WatchCase>().Handle(await desk.User("carl"), watched.Number, watch: true, Ct);
        await desk.Get<WriteNote>().Handle(await desk.User("amy"), new(mentioned.Number, "@carl please"), Ct);

        var page = await Show(desk, "carl", "watched");

        Assert.Equal(["Watched"], page.Items.Select(task => task.CaseSubject));
        Assert.Equal(["Mentioned"], (await Show(desk, "carl", "mentioned")).Items.Select(task => task.CaseSubject));
        Assert.Equal((1, 1), (page.Counts.Watched, page.Counts.Mentioned));
        Assert.Equal((0, 0), ((await Show(desk, "cora", null)).Counts.Watched, (await Show(desk, "cora", null)).Counts.Mentioned));
    }

    [Fact]
    public async Task A_case_that_is_followed_but_may_not_be_read_any_more_does_not_show()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Get<WatchCase>().Handle(await desk.User("carl"), opened.Number, watch: true, Ct);

        var carl = await desk.User("carl") with { Permissions = new HashSet<string> { Permissions.ReadOwnCases } };
        var page = (await desk.Get<ShowWorklist>().Handle(carl, new("watched"), Ct)).Value;

        Assert.Empty(page.Items);
        Assert.Equal(0, page.Counts.Watched);
    }

    [Fact]
    public async Task My_units_have_what_their_members_hold_and_nobody_elses()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("Of unit 1", by: "amy");
        await desk.Open("Of unit 2", by: "bob");

        var ofUma = await Show(desk, "uma", "units");
        var ofBob = await Show(desk, "bob", "units");
        var ofCarl = await Show(desk, "carl", "units");

        Assert.Equal(["Of unit 1"], ofUma.Items.Select(task => task.CaseSubject));
        Assert.Equal(("uma", 1), (Assert.Single(ofUma.Items).Assignee, ofUma.Counts.Units));
        Assert.Empty(ofBob.Items);
        Assert.Null(ofCarl.Counts.Units);
    }

    [Fact]
    public async Task Drafts_are_counted_for_who_may_open_cases()
    {
        await using var desk = await DeskHost.Start();
        using var content = System.Text.Json.JsonDocument.Parse("{}");
        await desk.Get<SaveDraft>().Handle(await desk.User("amy"), new("new-case", content.RootElement), Ct);

        Assert.Equal(1, (await Show(desk, "amy", null)).Counts.Drafts);
        Assert.Equal(0, (await Show(desk, "bob", null)).Counts.Drafts);
        Assert.Null((await Show(desk, "carl", null)).Counts.Drafts);
    }

    [Theory]
    [InlineData("number", "Beta", "Alpha", "Gamma")]
    [InlineData("-number", "Gamma", "Alpha", "Beta")]
    [InlineData("subject", "Alpha", "Beta", "Gamma")]
    [InlineData("-subject", "Gamma", "Beta", "Alpha")]
    [InlineData("created", "Beta", "Alpha", "Gamma")]
    [InlineData("-due", "Gamma", "Alpha", "Beta")]
    [InlineData("customer", "Beta", "Alpha", "Gamma")]
    [InlineData("-step", "Gamma", "Alpha", "Beta")]
    [InlineData("holder", "Gamma", "Beta", "Alpha")]
    [InlineData("-status", "Gamma", "Alpha", "Beta")]
    [InlineData("-priority", "Beta", "Alpha", "Gamma")]
    public async Task Each_column_sorts_both_ways(string sort, params string[] subjects)
    {
        await using var desk = await DeskHost.Start();
        foreach (var (subject, manager) in new[] { ("Beta", "uma"), ("Alpha", "uma"), ("Gamma", "carl") })
        {
            await desk.Open(subject, change: request => request with { UnitManager = manager });
            await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        }

        var page = await Show(desk, "rita", "all", sort);

        Assert.Equal(subjects, page.Items.Select(task => task.CaseSubject));
    }

    [Fact]
    public async Task Conditions_narrow_a_view_and_leave_its_counts()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("Refund", change: request => request with { Category = "refund" });
        await desk.Open("Unit 2", by: "bob", change: request => request with { Category = null });

        Assert.Equal(["Refund"], await Narrowed(desk, new() { Category = "billing" }));
        Assert.Equal(["Unit 2"], await Narrowed(desk, new() { Department = "cs-2" }));
        Assert.Equal(["Refund", "Unit 2"], await Narrowed(desk, new() { Type = "tos", Step = "Approve" }));
        Assert.Empty(await Narrowed(desk, new() { Step = "Elsewhere" }));
        Assert.Empty(await Narrowed(desk, new() { Type = "broken" }));
        Assert.Empty(await Narrowed(desk, new() { Overdue = true }));
        Assert.Equal(["Refund", "Unit 2"], await Narrowed(desk, new() { Overdue = false }));
        Assert.Empty(await Narrowed(desk, new() { Priority = 101 }));
        var page = await desk.Get<ShowWorklist>()
            .Handle(await desk.User("rita"), new("all", "refund") { Filter = new() { Type = "tos" } }, Ct);
        Assert.Equal((1, 2), (page.Value.Items.Count, page.Value.Counts.All));
    }

    [Fact]
    public async Task Pages_of_a_sorted_view_repeat_no_row()
    {
        await using var desk = await DeskHost.Start();
        for (var number = 0; number < 5; number++)
            await desk.Open("Same");
        var first = (await desk.Get<ShowWorklist>().Handle(await desk.User("rita"), new("all", Sort: "subject", Limit: 3), Ct)).Value;

        var second = await desk.Get<ShowWorklist>().Handle(await desk.User("rita"), new("all", null, "subject", first.NextCursor, 3), Ct);

        Assert.Equal(5, first.Items.Concat(second.Value.Items).Select(task => task.Key).Distinct().Count());
    }

    private static async Task<WorklistPage> Show(DeskHost desk, string user, string? view, string? sort = null) =>
        (await desk.Get<ShowWorklist>().Handle(await desk.User(user), new(view, Sort: sort), Ct)).Value;

    private static async Task<IEnumerable<string>> Narrowed(DeskHost desk, WorklistFilter filter)
    {
        var page = await desk.Get<ShowWorklist>().Handle(await desk.User("rita"), new("all") { Filter = filter }, Ct);
        return page.Value.Items.Select(task => task.CaseSubject).Order(StringComparer.Ordinal);
    }
}
