using Baton.Desk.Cases;
using Baton.Desk.Cases.Categories;
using Baton.Desk.Storage.Auditing;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Categories;

/// <summary>People keep the category tree: what moves, what is refused, and what cases show.</summary>
public sealed class CategoryTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_category_is_added_below_another_one_and_offered_at_once()
    {
        await using var tree = await CategoryDesk.Start();

        var added = await tree.Add("late", "billing");
        await tree.Add("network");

        Assert.Equal(("billing", 2, 1), (added.ParentCode, added.Level, added.Version));
        Assert.Equal("billing:1 refund:2 late:2 network:1", await tree.Tree());
        var offered = (await tree.Desk.Get<ListCategories>().Handle(await tree.Desk.User("amy"), Ct)).Value;
        Assert.Equal(["Billing", "late"], offered.Single(one => one.Code == "late").Path);
        await tree.Desk.Open("TV", change: request => request with { Category = "late" });
        Assert.Equal("code-exists", (await tree.TryAdd("late", null)).Problem!.Code);
    }

    [Fact]
    public async Task A_new_name_shows_on_all_cases_at_once()
    {
        await using var tree = await CategoryDesk.Start();
        var opened = await tree.Desk.Open();
        var amy = await tree.Desk.User("amy");

        var saved = await tree.Save("billing", new("账单", "帳單", "Bills"), version: 0);
        var stale = await tree.Save("billing", CategoryDesk.Name("old"), version: 0);

        Assert.Equal(("Bills", 1, 1), (saved.Value.Name.En, saved.Value.OpenCases, saved.Value.AllCases));
        Assert.Equal("version-mismatch", stale.Problem!.Code);
        var found = await tree.Desk.Get<SearchCases>().Handle(amy, new(), Ct);
        Assert.Equal("Bills", found.Value.Items.Single(row => row.Number == opened.Number).CategoryPath);
    }

    [Fact]
    public async Task What_lies_below_moves_along_and_takes_the_levels_of_its_new_place()
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Add("network");
        await tree.Add("late", "refund");

        var moved = await tree.Move("refund", "network");

        Assert.Equal("network", moved.Value.ParentCode);
        Assert.Equal("billing:1 network:1 refund:2 late:3", await tree.Tree());
        await tree.Move("refund", null);
        Assert.Equal("billing:1 network:1 refund:1 late:2", await tree.Tree());
    }

    [Fact]
    public async Task A_category_stands_before_the_neighbour_that_is_named_or_last()
    {
        await using var tree = await CategoryDesk.Start();
        foreach (var code in new[] { "a", "b", "c" })
            await tree.Add(code, "refund");

        await tree.Move("c", "refund", "a");
        Assert.Equal("billing:1 refund:2 c:3 a:3 b:3", await tree.Tree());
        // So often that no number is left in between.
        for (var round = 0; round < 12; round++)
        {
            Assert.Null((await tree.Move("b", "refund", "a")).Problem);
            Assert.Null((await tree.Move("a", "refund", "b")).Problem);
        }
        Assert.Equal("billing:1 refund:2 c:3 a:3 b:3", await tree.Tree());
        await tree.Move("c", "refund");
        Assert.Equal("billing:1 refund:2 a:3 b:3 c:3", await tree.Tree());
        Assert.Equal("before", Assert.Single((await tree.Move("c", "refund", "billing")).Problem!.Fields).Field);
    }

    [Theory]
    [InlineData("billing", "refund", "Billing / Refund")]
    [InlineData("billing", "billing", "Billing")]
    [InlineData("b1", "refund", "Billing / Refund")]
    [InlineData("b1", "nowhere", "nowhere")]
    public async Task A_ring_a_fifth_level_and_an_unknown_place_are_refused_by_name(string code, string parent, string named)
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Add("b1");
        await tree.Add("b2", "b1");
        await tree.Add("b3", "b2");

        var refused = (await tree.Move(code, parent)).Problem!;

        Assert.Equal(RejectionKind.InvalidArgument, refused.Kind);
        var field = Assert.Single(refused.Fields);
        Assert.Equal("parentCode", field.Field);
        Assert.Contains(named, field.Message, StringComparison.Ordinal);
        Assert.Equal("billing:1 refund:2 b1:1 b2:2 b3:3", await tree.Tree());
    }

    [Fact]
    public async Task A_retired_category_stays_on_its_case_and_is_offered_no_more()
    {
        await using var tree = await CategoryDesk.Start();
        var desk = tree.Desk;
        var opened = await desk.Open();
        var amy = await desk.User("amy");

        var preview = (await desk.Get<PreviewRetirement>().Handle(await tree.Adam(), "billing", Ct)).Value;
        var alone = (await tree.Retire("billing")).Problem!;
        Assert.Null((await tree.Retire("billing", withBelow: true)).Problem);

        Assert.Equal(new(1, 1, 1, 0), preview);
        Assert.Equal("category-has-below", alone.Code);
        Assert.Contains("Refund", alone.Detail, StringComparison.Ordinal);
        Assert.Empty((await desk.Get<ListCategories>().Handle(amy, Ct)).Value);
        var shown = (await desk.Get<ShowCase>().Handle(amy, new(opened.Number), Ct)).Value;
        Assert.Equal("Billing", shown.Case.CategoryPath);
        var edit = new EditCaseRequest("Other words", Category: "billing") { Version = shown.Version };
        Assert.Null((await desk.Get<EditCase>().Handle(amy, opened.Number, edit, Ct)).Problem);
        Assert.Equal("category-above-retired", (await tree.Restore("refund")).Problem!.Code);
        Assert.Equal("parentCode", Assert.Single((await tree.TryAdd("late", "billing")).Problem!.Fields).Field);
        Assert.Null((await tree.Restore("billing", withBelow: true)).Problem);
        Assert.Equal("billing:1 refund:2", await tree.Tree());
    }

    [Fact]
    public async Task A_fixed_category_keeps_name_and_place_until_the_mark_is_off_but_takes_others_below_it()
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Add("group", isFixed: true);
        await tree.Add("part", "group", isFixed: true);
        await tree.Add("area", "billing");

        Assert.Equal("category-fixed", (await tree.Save("part", CategoryDesk.Name("other"), isFixed: true)).Problem!.Code);
        Assert.Equal("category-fixed", (await tree.Move("part", "billing")).Problem!.Code);
        Assert.Equal("category-fixed", (await tree.Retire("part")).Problem!.Code);
        Assert.Null((await tree.Save("group", CategoryDesk.Name("free"))).Problem);
        Assert.Equal("category-fixed", (await tree.Move("group", "billing")).Problem!.Code);
        Assert.Null((await tree.Move("area", "part")).Problem);
        Assert.Null((await tree.Save("area", CategoryDesk.Name("renamed"))).Problem);
        Assert.Null((await tree.Save("part", CategoryDesk.Name("other"))).Problem);
        Assert.Equal("billing:1 refund:2 group:1 part:2 area:3", await tree.Tree());
    }

    [Fact]
    public async Task Each_change_stands_in_the_audit_log_with_before_and_after()
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Add("late", "billing");
        await tree.Save("late", CategoryDesk.Name("later"));
        await tree.Move("late", "refund");
        await tree.Retire("late");

        var entries = await tree.Desk.Read(db =>
            db.AuditEntries.Where(row => row.Kind == AuditKinds.Category).OrderBy(row => row.Number).ToListAsync(Ct)
        );

        Assert.All(entries, entry => Assert.Equal(("adam", "late"), (entry.Actor, entry.Target)));
        Assert.Equal(["created", "changed", "changed", "changed"], entries.Select(entry => entry.Action));
        Assert.Contains("later", entries[1].After, StringComparison.Ordinal);
        Assert.Contains("\"parentCode\":\"billing\"", entries[2].Before, StringComparison.Ordinal);
        Assert.Contains("\"isRetired\":true", entries[3].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_administers_the_whole_organisation_keeps_the_tree()
    {
        await using var tree = await CategoryDesk.Start();
        var amy = await tree.Desk.User("amy");
        var adam = await tree.Adam();
        var unit = adam with { UnitPermissions = adam.Permissions };

        foreach (var user in new[] { amy, unit })
        {
            Assert.Equal(RejectionKind.Forbidden, (await tree.Desk.Get<ListKeptCategories>().Handle(user, Ct)).Problem!.Kind);
            var added = await tree.Desk.Get<AddCategory>().Handle(user, new("x", CategoryDesk.Name("x")), Ct);
            Assert.Equal(RejectionKind.Forbidden, added.Problem!.Kind);
        }
    }

    [Theory]
    [InlineData("two words", "Name", null, "code")]
    [InlineData("", "Name", null, "code")]
    [InlineData("code", "", null, "name")]
    [InlineData("code", "Name", -1, "sortOrder")]
    public async Task What_is_wrong_is_told_at_its_field(string code, string name, int? order, string field)
    {
        await using var tree = await CategoryDesk.Start();

        var refused = await tree.Desk.Get<AddCategory>().Handle(await tree.Adam(), new(code, LocalizedText.Same(name), null, order), Ct);

        Assert.Equal(field, Assert.Single(refused.Problem!.Fields).Field);
    }
}
