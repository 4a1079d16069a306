using Baton.Desk.Cases;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Tests.Packs;

namespace Baton.Desk.Tests.Processes;

public sealed class PackFieldRightsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"nope": {"read": ["agent"]}}""", "nope", "Expected the key of a field")]
    [InlineData("""{"amount": {"read": ["pilot"]}}""", "amount", "found 'pilot'")]
    [InlineData("""{"amount": {"read": ["agent"], "write": ["manager"]}}""", "amount", "'manager' is not")]
    [InlineData("""{"amount": {"read": []}}""", "amount.read", "Expected one text at least")]
    [InlineData("""{"amount": {"see": ["agent"]}}""", "amount.see", "unknown property")]
    public void Rights_to_fields_name_fields_and_roles_of_the_pack(string fields, string place, string message)
    {
        var sample = new SamplePack();
        sample.Files["case-types.json"] = sample
            .Files["case-types.json"]
            .Replace("\"initialStatus\"", $"\"fields\": {fields}, \"initialStatus\"", StringComparison.Ordinal);

        Assert.Contains(
            sample.Read().Problems,
            problem =>
                problem.File == "case-types.json"
                && problem.Place.EndsWith("fields." + place, StringComparison.Ordinal)
                && problem.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_pack_keeps_the_goodwill_limit_from_agents()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await Bill(desk, new());
        var version = (await desk.Show(number)).Version;

        var edited = await desk.Get<EditCase>()
            .Handle(
                await desk.User("cora"),
                number,
                new()
                {
                    Form = new() { ["goodwillLimit"] = 250 },
                    Version = version,
                },
                Ct
            );

        Assert.True(edited.Succeeded, edited.Problem?.ToString());
        Assert.Equal("250", (await desk.Show(number)).FormData["goodwillLimit"]!.ToJsonString());
        Assert.DoesNotContain("goodwillLimit", (await desk.Show(number, "ann")).FormData.Select(field => field.Key));
        Assert.DoesNotContain("goodwillLimit", (await desk.Show(number, "ann")).Form!.Fields.Select(field => field.Key));
    }

    [Fact]
    public async Task A_field_that_a_new_version_guards_leaves_the_words_of_old_cases_and_comes_back_with_the_next()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await Bill(desk, new() { ["provider"] = "Acmetunes" });
        var other = await Bill(desk, new() { ["provider"] = "Othertunes" });

        var before = await Found(desk, "acmetunes");
        await Import(desk, "7.0.0", "\"provider\": {\"read\": [\"coordinator\"]},");
        var guarded = await Found(desk, "acmetunes");
        await Import(desk, "7.1.0", "");
        var open = await Found(desk, "acmetunes");

        Assert.Equal([number], before);
        Assert.Empty(guarded);
        Assert.Equal([number], open);
        Assert.NotEqual(number, other);
    }

    private static async Task<List<string>> Found(WorkOrderDesk desk, string text) =>
        [
            .. (await desk.Get<SearchCases>().Handle(await desk.User("cora"), new() { Text = text }, Ct)).Value.Items.Select(row =>
                row.Number
            ),
        ];

    private static Task<string> Bill(WorkOrderDesk desk, System.Text.Json.Nodes.JsonObject more)
    {
        more["serviceNumber"] = "13800138000";
        more["billMonth"] = "2026-10";
        return desk.Register(change: request => request with { Type = "wo-bill", Form = more });
    }

    private static async Task Import(WorkOrderDesk desk, string version, string fields)
    {
        var from = Path.Combine(PackReaderTests.RepositoryRoot(), "packs", "work-order-basic");
        var to = DeskHost.NewDirectory();
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = await File.ReadAllTextAsync(file, Ct);
            text = Path.GetFileName(file) switch
            {
                "pack.json" => text.Replace("\"version\": \"1.2.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal),
                "case-types.json" => text.Replace("\"fields\": {", "\"fields\": {" + fields, StringComparison.Ordinal),
                _ => text,
            };
            await File.WriteAllTextAsync(target, text, Ct);
        }
        var imported = await desk.Get<ImportPack>().Import(PackFiles.FromFolder(to), withDemo: false, Ct);
        Directory.Delete(to, recursive: true);
        Assert.True(imported.Succeeded, imported.Problem?.ToString());
        Assert.Equal(ImportPackResult.Updated, imported.Value.Change);
    }
}
