using Baton.Desk.Access;
using Baton.Desk.Phrases;
using Baton.Desk.Processes.ExportPack;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.ListPacks;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Processes.ProcessDefinitions;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.Texts;
using Baton.Desk.ThirdParties;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Processes;

public sealed class ImportPackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_brings_everything_and_a_second_one_changes_nothing()
    {
        await using var desk = await FaxDesk.Open();
        var before = await Counts(desk);

        var again = await desk.Get<ImportPack>().Import(FaxPack.Files(), withDemo: true, Cancellation);

        Assert.Equal(("unchanged", false), (again.Value.Change, again.Value.ContentDiffers));
        Assert.Equal(before, await Counts(desk));
        Assert.Equal("max", (await desk.Read(db => db.Departments.SingleAsync(row => row.Code == "cs-1"))).DefaultManager);
        var pack = Assert.Single(await desk.Get<ListPacks>().All(Cancellation));
        Assert.Equal(("sample", "1.0.0", true), (pack.Id, pack.Version, pack.HasDemo));
        var amy = await desk.Read(db => db.Users.SingleAsync(row => row.UserName == "amy"));
        Assert.True(Secrets.IsPassword(amy.PasswordHash, DemoOptions.Password, out _));
    }

    [Fact]
    public async Task A_higher_version_updates_and_retires_but_deletes_nothing()
    {
        await using var desk = await FaxDesk.Open();
        var newer = new SamplePack().Change("pack.json", "1.0.0", "1.1.0").Change("texts/en.json", "\"Open\"", "\"New\"");
        newer.Files["categories.json"] = "{\"categories\": []}";

        var updated = await Import(desk, newer);

        Assert.Equal(("updated", "1.0.0", "1.1.0"), (updated.Value.Change, updated.Value.PreviousVersion, updated.Value.Version));
        Assert.True((await desk.Read(db => db.CaseTypes.SingleAsync(row => row.Code == "order"))).IsRetired);
        Assert.False((await desk.Read(db => db.CaseTypes.SingleAsync(row => row.Code == "check"))).IsRetired);
        Assert.All(await desk.Read(db => db.Categories.ToListAsync()), category => Assert.True(category.IsRetired));
        Assert.Equal(
            "New",
            (await desk.Read(db => db.PackTexts.SingleAsync(row => row.Key == "status.open" && row.Language == "en"))).Text
        );
    }

    [Fact]
    public async Task Customer_tiers_come_with_a_pack_and_are_retired_with_a_later_one()
    {
        await using var desk = await FaxDesk.Open();
        var first = new SamplePack().Change("pack.json", "1.0.0", "1.1.0");
        first.Files["customer-tiers.json"] = Tiers(
            """{"code": "basic", "name": NAME, "rank": 1}, {"code": "vip", "name": NAME, "rank": 2}"""
        );
        var second = new SamplePack().Change("pack.json", "1.0.0", "1.2.0");
        second.Files["customer-tiers.json"] = Tiers("""{"code": "basic", "name": NAME, "rank": 3}""");

        Assert.Null((await Import(desk, first)).Problem);
        Assert.Null((await Import(desk, second)).Problem);

        var tiers = await desk.Read(db => db.CustomerTiers.OrderBy(tier => tier.Code).ToListAsync());
        Assert.Equal([("basic", 3, false), ("vip", 2, true)], tiers.Select(tier => (tier.Code, tier.Rank, tier.IsRetired)));
        Assert.Equal("Tier", tiers[0].Name.En);

        static string Tiers(string tiers) =>
            "{\"tiers\": ["
            + tiers.Replace("NAME", """{"zh-Hans": "等级", "zh-Hant": "等級", "en": "Tier"}""", StringComparison.Ordinal)
            + "]}";
    }

    [Fact]
    public async Task Third_parties_and_phrases_come_with_a_pack_and_go_with_a_later_one()
    {
        await using var desk = await FaxDesk.Open();
        const string Name = """{"zh-Hans": "名称", "zh-Hant": "名稱", "en": "Name"}""";
        var first = new SamplePack()
            .Change("pack.json", "1.0.0", "1.1.0")
            .Change("case-types.json", "\"initialStatus\"", "\"asksThirdParty\": true, \"entries\": [\"branch\"], \"initialStatus\"");
        first.Files["third-parties.json"] = $$"""{"thirdParties": [{"code": "sp", "name": {{Name}}, "contact": "Call them."}]}""";
        first.Files["phrases.json"] =
            $$"""{"phrases": [{"shortcut": "hi", "title": {{Name}}, "text": {{Name}}, "category": "billing"}, {"shortcut": "bye", "title": {{Name}}, "text": {{Name}}}]}""";
        var second = new SamplePack().Change("pack.json", "1.0.0", "1.2.0");
        second.Files["phrases.json"] =
            """{"phrases": [{"shortcut": "hi", "title": NAME, "text": {"zh-Hans": "新", "zh-Hant": "新", "en": "New"}}]}""".Replace(
                "NAME",
                Name,
                StringComparison.Ordinal
            );

        Assert.Null((await Import(desk, first)).Problem);
        Assert.Equal(6, await desk.Read(db => db.Set<Phrase>().CountAsync()));
        var type = await desk.Read(db => db.CaseTypes.SingleAsync(row => row.Code == "check"));
        Assert.Equal((true, "branch"), (type.AsksThirdParty, type.Entries));
        Assert.Null((await Import(desk, second)).Problem);

        var phrases = await desk.Read(db => db.Set<Phrase>().Where(row => row.Language == "en").ToListAsync());
        Assert.Equal([("hi", "New", null)], phrases.Select(row => (row.Shortcut, row.Text, row.CategoryCode)));
        var party = Assert.Single(await desk.Read(db => db.Set<ThirdParty>().ToListAsync()));
        Assert.Equal(("sp", "Call them.", true), (party.Code, party.Contact, party.IsRetired));
    }

    [Theory]
    [InlineData("phrases.json", """{"phrases": [{"shortcut": "Not This", "title": NAME, "text": NAME}]}""", "$.phrases[0].shortcut")]
    [InlineData(
        "phrases.json",
        """{"phrases": [{"shortcut": "a", "title": NAME, "text": NAME, "category": "nowhere"}]}""",
        "$.phrases[0].category"
    )]
    [InlineData("third-parties.json", """{"thirdParties": [{"code": "a", "name": NAME}, {"code": "a", "name": NAME}]}""", "$.thirdParties")]
    public void What_is_wrong_with_them_is_told_at_its_place(string file, string content, string place)
    {
        var pack = new SamplePack();
        pack.Files[file] = content.Replace("NAME", """{"zh-Hans": "名称", "zh-Hant": "名稱", "en": "Name"}""", StringComparison.Ordinal);

        var problem = Assert.Single(pack.Read().Problems);

        Assert.Equal((file, place), (problem.File, problem.Place));
    }

    [Fact]
    public async Task The_packs_of_the_repository_are_imported_and_exported()
    {
        await using var desk = await FaxDesk.OpenEmpty();
        var packs = Path.Combine(PackReaderTests.RepositoryRoot(), "packs");

        var imported = await desk.Get<ImportPack>().ImportAll(packs, withDemo: true, Cancellation);

        Assert.Null(imported.Problem);
        Assert.Contains(imported.Value, pack => pack is { Id: "telecom-fax-desk", Change: ImportPackResult.Installed, HasDemo: true });
        foreach (var pack in imported.Value)
        {
            var archive = await desk.Get<ExportPack>().Export(pack.Id, "en", Cancellation);
            Assert.Equal(PackFiles.FromFolder(Path.Combine(packs, pack.Id)).ToZip(), archive.Value.Zip);
        }
    }

    [Fact]
    public async Task A_lower_version_is_refused()
    {
        await using var desk = await FaxDesk.Open();

        var older = await Import(desk, new SamplePack().Change("pack.json", "1.0.0", "0.9.0"));

        Assert.Equal("pack.older", older.Problem!.Code);
    }

    [Fact]
    public async Task A_broken_pack_is_refused_with_all_problems_and_changes_nothing()
    {
        await using var desk = await FaxDesk.Open();
        var before = await Counts(desk);
        var broken = new SamplePack()
            .Change("pack.json", "1.0.0", "2.0.0")
            .Change("case-types.json", "\"process\": \"check\"", "\"process\": \"none\"")
            .Change("processes/check.bpmn", "candidateGroups=\"manager\"", "candidateGroups=\"boss\"");

        var refused = await Import(desk, broken);

        Assert.Equal("pack.broken", refused.Problem!.Code);
        Assert.Equal(
            ["case-types.json $.caseTypes[0].process", "processes/check.bpmn element CheckCase, line 5"],
            refused.Problem.Fields.Select(field => field.Field).Order(StringComparer.Ordinal)
        );
        Assert.Equal(before, await Counts(desk));
    }

    [Fact]
    public async Task A_pack_that_fails_half_way_is_taken_back_as_a_whole()
    {
        await using var desk = await FaxDesk.Open();
        var before = await Counts(desk);
        var other = new SamplePack()
            .Change("pack.json", "\"sample\"", "\"other\"")
            .Change("processes/check.bpmn", "id=\"check\"", "id=\"check2\"");
        other.Change("case-types.json", "\"process\": \"check\"", "\"process\": \"check2\"");

        var refused = await Import(desk, other);

        Assert.Equal("pack.code-in-use", refused.Problem!.Code);
        Assert.Equal(before, await Counts(desk));
        Assert.DoesNotContain(await Definitions(desk), definition => definition.ProcessId == "check2");
    }

    [Fact]
    public async Task Export_gives_back_what_was_imported_file_for_file()
    {
        await using var desk = await FaxDesk.Open();
        var imported = FaxPack.Files();

        var archive = await desk.Get<ExportPack>().Export("sample", "en", Cancellation);

        Assert.Equal("sample-1.0.0.zip", archive.Value.FileName);
        var exported = PackReading.FromZip(new MemoryStream(archive.Value.Zip)).Pack!.Files;
        Assert.Equal(imported.Paths, exported.Paths);
        Assert.All(imported.Paths, path => Assert.Equal(imported.Find(path), exported.Find(path)));
    }

    [Fact]
    public async Task Only_administrators_of_packs_import_and_only_readers_see_the_drawing()
    {
        await using var desk = await FaxDesk.Open();
        var nobody = desk.Agent with { Permissions = new HashSet<string>() };
        var definition = (await Definitions(desk)).Single(one => one.ProcessId == "order");

        Assert.NotNull((await desk.Get<ImportPack>().Handle(desk.Manager, FaxPack.Files(), Cancellation)).Problem);
        Assert.NotNull((await desk.Get<ShowProcessXml>().Handle(nobody, definition.Key, Cancellation)).Problem);
        Assert.NotNull((await desk.Get<ShowProcessXml>().Handle(desk.Agent, 1, Cancellation)).Problem);
        Assert.Contains(
            "SendFax",
            (await desk.Get<ShowProcessXml>().Handle(desk.Agent, definition.Key, Cancellation)).Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Words_of_a_pack_hold_while_the_drawing_says_what_the_packs_own_drawing_said()
    {
        await using var desk = await FaxDesk.Open();
        var pack = new SamplePack()
            .Change("pack.json", "1.0.0", "1.1.0")
            .Change("texts/en.json", "{", "{\"element.CheckCase\": \"Look it over\", \"process.check\": \"Looking over\", ")
            .Change("texts/zh-Hant.json", "{", "{\"element.CheckCase\": \"核對工單\", \"process.check\": \"核對\", ")
            .Change("texts/zh-Hans.json", "{", "{\"element.CheckCase\": \"核对工单\", \"process.check\": \"核对\", ");
        var imported = await Import(desk, pack);
        Assert.True(imported.Succeeded, imported.Problem?.ToString());

        var words = await desk.Get<PackTexts>().Words(Cancellation);

        // None of the words is what the drawing says.
        Assert.Equal("核对工单", words.Element("check", "CheckCase", "Check the case", "zh-Hans"));
        Assert.Equal("核对工单", words.Element("check", "CheckCase", "Look it over", "zh-Hans"));
        Assert.Equal("核对工单", words.Element("check", "CheckCase", "CheckCase", "zh-Hans"));
        Assert.Equal("Look at the case", words.Element("check", "CheckCase", "Look at the case", "zh-Hans"));
        Assert.Equal("核对", words.Process("check", "Check", "zh-Hans"));
        Assert.Equal("核对", words.Process("check", null, "zh-Hans"));
        Assert.Equal("Check again", words.Process("check", "Check again", "zh-Hans"));
    }

    private static Task<Baton.Runtime.Outcome<ImportPackResult>> Import(FaxDesk desk, SamplePack pack)
    {
        using var zip = pack.Zip();
        return desk.Get<ImportPack>().Import(PackFiles.FromZip(zip), withDemo: true, Cancellation);
    }

    private static async Task<IReadOnlyList<ProcessDefinitionView>> Definitions(FaxDesk desk)
    {
        var administrator = desk.Agent with { Permissions = Permissions.All.ToHashSet() };
        return (await desk.Get<ListProcessDefinitions>().Handle(administrator, true, Cancellation)).Value;
    }

    private static async Task<string> Counts(FaxDesk desk)
    {
        var rows = await desk.Read(async db =>
            $"{await db.Users.CountAsync()} {await db.Roles.CountAsync()} {await db.Departments.CountAsync()} {await db.Categories.CountAsync()} "
            + $"{await db.CaseTypes.CountAsync()} {await db.PackTexts.CountAsync()} {await db.Customers.CountAsync()}"
        );
        return $"{rows} {(await Definitions(desk)).Count}";
    }
}
