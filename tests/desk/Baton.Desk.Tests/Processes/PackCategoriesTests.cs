using Baton.Desk.Cases.Categories;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Tests.Cases.Categories;
using Baton.Runtime;

namespace Baton.Desk.Tests.Processes;

/// <summary>The categories of a pack, and what people make of them between two versions of it.</summary>
public sealed class PackCategoriesTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private const string Name = """{"zh-Hans": "名称", "zh-Hant": "名稱", "en": "Name"}""";

    [Fact]
    public async Task What_people_edited_stays_and_goes_back_to_what_the_pack_says_now()
    {
        await using var tree = await CategoryDesk.Start();
        await Import(tree, "1.0.0", Node("a", Node("a1") + "," + Node("a2")));
        await tree.Save("a1", new("自定", "自訂", "Own"));
        await tree.Move("a2", "billing");
        await tree.Add("a3", "a");

        await Import(tree, "1.1.0", Node("a", Node("a1") + "," + Node("a2")).Replace("Name", "New", StringComparison.Ordinal));

        var (renamed, moved) = (await tree.Find("a1"), await tree.Find("a2"));
        Assert.Equal("New", (await tree.Find("a")).Name.En);
        Assert.Equal(("Own", true, true), (renamed.Name.En, renamed.IsEdited, renamed.CanReset));
        Assert.Equal(("billing", true), (moved.ParentCode, moved.IsEdited));
        Assert.Equal("billing:1 refund:2 a2:2 a:1 a1:2 a3:2", await tree.Tree());
        var reset = (await tree.Desk.Get<ResetCategory>().Handle(await tree.Adam(), new("a1"), Ct)).Value;
        Assert.Equal(("New", false, false), (reset.Name.En, reset.IsEdited, reset.CanReset));
        await tree.Desk.Get<ResetCategory>().Handle(await tree.Adam(), new("a2"), Ct);
        Assert.Equal("billing:1 refund:2 a:1 a1:2 a2:2 a3:2", await tree.Tree());
        Assert.Equal("category-not-edited", (await tree.Desk.Get<ResetCategory>().Handle(await tree.Adam(), new("a"), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task What_people_retired_stays_retired_and_what_the_pack_gave_up_stays_where_they_edited_it()
    {
        await using var tree = await CategoryDesk.Start();
        await Import(tree, "1.0.0", Node("a") + "," + Node("b") + "," + Node("c"));
        await tree.Retire("a");
        await tree.Save("b", CategoryDesk.Name("own"));

        await Import(tree, "1.1.0", Node("a"));

        Assert.True((await tree.Find("a")).IsRetired);
        var kept = await tree.Find("b");
        Assert.Equal((false, true, false), (kept.IsRetired, kept.IsEdited, kept.CanReset));
        Assert.True((await tree.Find("c")).IsRetired);
    }

    [Fact]
    public async Task A_move_that_is_taken_back_is_no_edit()
    {
        await using var tree = await CategoryDesk.Start();
        await Import(tree, "1.0.0", Node("a") + "," + Node("b"));
        var before = await tree.Find("a");
        await tree.Move("a", "billing");

        var back = new MoveCategoryRequest(before.ParentCode, SortOrder: before.SortOrder) { Code = "a" };
        var moved = (await tree.Desk.Get<MoveCategory>().Handle(await tree.Adam(), back, Ct)).Value;

        Assert.Equal((before.SortOrder, false), (moved.SortOrder, moved.IsEdited));
        Assert.Equal("billing:1 refund:2 a:1 b:1", await tree.Tree());
    }

    [Fact]
    public async Task A_neighbour_that_only_made_room_is_no_edit()
    {
        await using var tree = await CategoryDesk.Start();
        await Import(tree, "1.0.0", Node("a") + "," + Node("b") + "," + Node("c"));
        for (var round = 0; round < 12; round++)
        {
            await tree.Move("c", null, "b");
            await tree.Move("c", null, "a");
            await tree.Move("c", null, "b");
        }

        Assert.Equal([false, true, false], (await tree.All()).Where(row => row.Pack is not null).Select(row => row.IsEdited));
    }

    [Fact]
    public async Task A_pack_whose_tree_cannot_be_one_with_the_edited_one_is_refused_by_name()
    {
        await using var tree = await CategoryDesk.Start();
        await Import(tree, "1.0.0", Node("a") + "," + Node("b"));
        await tree.Move("a", "b");

        var refused = await Write(tree, "1.1.0", Node("a", Node("b")));

        Assert.Equal("pack-does-not-fit", refused.Problem!.Code);
        Assert.Equal("billing:1 refund:2 b:1 a:2", await tree.Tree());
    }

    private static string Node(string code, string? children = null) =>
        $$"""{"code": "{{code}}", "name": {{Name}}, "children": [{{children}}]}""";

    private static async Task Import(CategoryDesk tree, string version, string categories) =>
        Assert.Null((await Write(tree, version, categories)).Problem);

    private static async Task<Outcome<ImportPackResult>> Write(CategoryDesk tree, string version, string categories)
    {
        var pack = new SamplePack().Change("pack.json", "1.0.0", version);
        pack.Files["categories.json"] = $$"""{"categories": [{{categories}}]}""";
        using var zip = pack.Zip();
        return await tree.Desk.Get<ImportPack>().Import(PackFiles.FromZip(zip), withDemo: false, Ct);
    }
}
