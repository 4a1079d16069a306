using System.IO.Compression;
using Baton.Desk.Processes.Packs;

namespace Baton.Desk.Tests.Processes;

public sealed class PackReaderTests
{
    [Fact]
    public void A_complete_pack_is_read_with_all_its_parts()
    {
        var reading = new SamplePack().Read();

        Assert.Empty(reading.Problems);
        var pack = reading.Pack!;
        Assert.Equal(("sample", "1.0.0"), (pack.Id, pack.Version.ToString()));
        Assert.Equal(["forms/check-case.form", "processes/check.bpmn"], pack.Resources.Select(resource => resource.Path));
        Assert.Equal([("cs", null), ("cs-1", "cs")], pack.Departments.Select(department => (department.Code, department.Parent)));
        Assert.Equal([("billing", 1), ("billing-wrong", 2)], pack.Categories.Select(category => (category.Code, category.Level)));
        Assert.Equal("max", pack.Demo!.DefaultManagers["cs-1"]);
        Assert.Empty(pack.CustomerTiers);
        Assert.Equal("待處理", pack.Texts["zh-Hant"]["status.open"]);
    }

    [Fact]
    public void A_folder_and_a_zip_with_one_folder_around_everything_read_the_same()
    {
        var sample = new SamplePack();
        var folder = Directory.CreateTempSubdirectory("baton-pack-").FullName;
        try
        {
            using var zip = sample.Zip("sample-1.0.0/");
            using (var archive = new ZipArchive(sample.Zip(), ZipArchiveMode.Read))
                archive.ExtractToDirectory(folder);

            var fromZip = PackReading.FromZip(zip);
            var fromFolder = PackReading.FromFolder(folder);

            Assert.Empty(fromZip.Problems);
            Assert.Equal(fromFolder.Pack!.Files.ToZip(), fromZip.Pack!.Files.ToZip());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_is_written_is_read_back_file_for_file()
    {
        var first = new SamplePack().Read().Pack!.Files;

        var second = PackReading.FromZip(new MemoryStream(first.ToZip())).Pack!.Files;

        Assert.Equal(first.Paths, second.Paths);
        Assert.All(first.Paths, path => Assert.Equal(first.Find(path), second.Find(path)));
        Assert.Equal(first.ToZip(), second.ToZip());
    }

    [Fact]
    public void All_problems_are_listed_by_file_and_place()
    {
        var sample = new SamplePack()
            .Change("organisation.json", "\"tasks.work\"]},", "\"tasks.wrok\"]},")
            .Change("case-types.json", "\"process\": \"check\"", "\"process\": \"chekc\", \"colour\": \"red\", \"entries\": [\"lobby\"]")
            .Change("processes/check.bpmn", "candidateGroups=\"manager\"", "candidateGroups=\"boss\"")
            .Change("processes/check.bpmn", "targetRef=\"End\"", "targetRef=\"Nowhere\"")
            .Change("texts/en.json", "\"status.open\": \"Open\", ", "")
            .Change("demo.json", "\"cs-1\": \"max\"", "\"cs-1\": \"nobody\"");
        sample.Files["run.sh"] = "rm -rf /";
        sample.Files["decisions/x.txt"] = "x";

        var reading = sample.Read();

        Assert.Null(reading.Pack);
        Has(reading, "organisation.json", "$.roles[0].permissions", "'tasks.wrok'");
        Has(reading, "case-types.json", "$.caseTypes[0].process", "'chekc'");
        Has(reading, "case-types.json", "$.caseTypes[0].colour", "unknown property");
        Has(reading, "case-types.json", "$.caseTypes[0].entries", "'lobby'");
        Has(reading, "processes/check.bpmn", "element CheckCase, line 5", "'boss'");
        Has(reading, "processes/check.bpmn", "element f2", "Nowhere");
        Has(reading, "texts/en.json", "$['status.open']", "other languages");
        Has(reading, "demo.json", "$.defaultManagers.cs-1", "demo users");
        Has(reading, "run.sh", "", "pack format");
        Has(reading, "decisions/x.txt", "", "pack format");
    }

    [Theory]
    [InlineData("pack.json", "{", "line ", "Expected JSON")]
    [InlineData("pack.json", "[]", "$", "Expected an object")]
    [InlineData("pack.json", "{\"formatVersion\": 2}", "$.formatVersion", "Expected 1")]
    [InlineData("forms/check-case.form", "{\"components\": []}", "$.id", "form's id")]
    [InlineData("forms/check-case.form", "<form/>", "line 1", "Expected JSON")]
    [InlineData("processes/check.bpmn", "<a/>", "line 1", "BPMN")]
    [InlineData("categories.json", "{\"categories\": [{\"code\": \"a b\"}]}", "$.categories[0].code", "Expected a code")]
    public void A_broken_file_is_named(string file, string content, string place, string message)
    {
        var sample = new SamplePack();
        sample.Files[file] = content;

        Has(sample.Read(), file, place, message);
    }

    [Fact]
    public void A_wrong_expression_is_named_by_element_and_line()
    {
        var sample = new SamplePack().Change(
            "processes/check.bpmn",
            "candidateGroups=\"manager\"",
            "candidateGroups=\"manager\" assignee=\"=1 +\""
        );

        Has(sample.Read(), "processes/check.bpmn", "element CheckCase, line 5", "");
    }

    [Fact]
    public void Every_pack_of_the_repository_is_valid()
    {
        var packs = Directory.GetDirectories(Path.Combine(RepositoryRoot(), "packs"));

        Assert.NotEmpty(packs);
        Assert.All(packs, pack => Assert.Empty(PackReading.FromFolder(pack).Problems));
    }

    [Fact]
    public void A_fifth_level_of_categories_is_refused()
    {
        static string Level(int left) =>
            $$"""{"code": "l{{left}}", "name": {"zh-Hans": "a", "zh-Hant": "a", "en": "a"}, "children": [{{(left > 1 ? Level(left - 1) : "")}}]}""";
        var sample = new SamplePack();
        sample.Files["categories.json"] = $$"""{"categories": [{{Level(5)}}]}""";

        Has(sample.Read(), "categories.json", "$.categories[0].children[0].children[0].children[0].children[0]", "at most 4 levels");
    }

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("/etc/passwd")]
    [InlineData("processes/../../x.bpmn")]
    [InlineData("processes\\x.bpmn")]
    [InlineData("C:/x.bpmn")]
    public void Paths_that_leave_the_pack_are_refused(string path)
    {
        var sample = new SamplePack();
        sample.Files[path] = "{}";

        Has(sample.Read(), path, "", "relative path");
    }

    [Fact]
    public void A_zip_that_unpacks_to_too_much_is_refused_without_unpacking_it_all()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("pack.json").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 50; i++)
                entry.Write(zeros);
        }

        stream.Position = 0;
        Assert.InRange(stream.Length, 0, 200_000);
        Has(PackReading.FromZip(stream), "pack.json", "", "at most");
    }

    [Fact]
    public void Bytes_that_are_no_zip_are_refused()
    {
        Has(PackReading.FromZip(new MemoryStream([1, 2, 3])), "", "", "Expected a zip archive");
    }

    internal static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Baton.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static void Has(PackReading reading, string file, string place, string message) =>
        Assert.True(
            reading.Problems.Any(problem =>
                problem.File == file
                && problem.Place.StartsWith(place, StringComparison.Ordinal)
                && problem.Message.Contains(message, StringComparison.Ordinal)
            ),
            $"No '{message}' at {file} {place} in:\n{string.Join('\n', reading.Problems)}"
        );
}
