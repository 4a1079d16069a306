using System.IO.Compression;
using System.Text;
using Baton.Desk.Conversion;
using Baton.Desk.Designs;
using Baton.Engine;

namespace Baton.Desk.Tests.Conversion;

public sealed class ImportModelsTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private static UploadedFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static string Model(string name) =>
        System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "tests", "desk", "Baton.Desk.Tests", "Conversion", "Models", name));

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return buffer.ToArray();
    }

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start();
        await desk.AddPerson("dora", Permissions.DrawDesigns);
        return desk;
    }

    [Fact]
    public async Task Models_of_another_engine_in_a_ZIP_file_become_designs_with_a_report()
    {
        await using var desk = await Start();
        var zip = Zip(
            ("models/user-tasks.bpmn", Encoding.UTF8.GetBytes(Model("user-tasks.bpmn"))),
            ("discount.dmn", Encoding.UTF8.GetBytes(Model("discount.dmn"))),
            ("readme.txt", "nothing"u8.ToArray())
        );
        var request = new ImportModelsRequest([
            new("all.zip", zip),
            File("f.form", """{"id": "f", "type": "default", "components": []}"""),
            File("x.bpmn", "<x/>"),
        ]);

        var preview = (await desk.Get<PreviewImport>().Handle(await desk.User("dora"), request, Ct)).Value;
        var outcome = (await desk.Get<ImportModels>().Handle(await desk.User("dora"), request, Ct)).Value;

        Assert.Equal(["all.zip/models/user-tasks.bpmn", "all.zip/discount.dmn", "f.form", "x.bpmn"], preview.Select(one => one.Name));
        Assert.Equal([DesignKind.Process, DesignKind.Decision, DesignKind.Form, null], preview.Select(one => one.Kind));
        Assert.Equal([true, true, false, false], preview.Select(one => one.IsConverted));
        Assert.Equal("This is no BPMN process, DMN decision or form.", preview[3].Fault);
        Assert.Contains(preview[0].Notes, note => note.Message == "assignee = ${approver} is now assignee = =approver.");
        Assert.Equal(["user_tasks", "discount-file", "f"], outcome.Where(one => one.Design is not null).Select(one => one.Design!.ModelId));
        Assert.NotNull(outcome[3].Fault);
        var shown = (await desk.Get<ShowDesign>().Handle(await desk.User("dora"), outcome[0].Design!.Key, Ct)).Value;
        Assert.Contains("zeebe:assignmentDefinition", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_chosen_ones_are_taken_and_what_is_deployed_already_gets_its_next_version()
    {
        await using var desk = await Start();
        var tos = System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "processes", "tos.bpmn"));
        var request = new ImportModelsRequest([File("tos.bpmn", tos), File("user-tasks.bpmn", Model("user-tasks.bpmn"))])
        {
            Names = ["tos.bpmn"],
        };

        var preview = (await desk.Get<PreviewImport>().Handle(await desk.User("dora"), request, Ct)).Value;
        var outcome = (await desk.Get<ImportModels>().Handle(await desk.User("dora"), request, Ct)).Value;
        var copy = (await desk.Get<ImportModels>().Handle(await desk.User("dora"), request with { AsCopies = true }, Ct)).Value;

        Assert.Equal([1, null], preview.Select(one => one.DeployedVersion));
        Assert.Equal("tos", Assert.Single(outcome).Design!.ModelId);
        Assert.NotEqual("tos", Assert.Single(copy).Design!.ModelId);
    }

    [Fact]
    public void A_ZIP_file_that_unpacks_to_more_than_is_allowed_is_not_unpacked()
    {
        var bomb = Zip(("big.bpmn", new byte[UploadedModels.MostBytes + 1]), ("small.bpmn", Encoding.UTF8.GetBytes(Model("calls.bpmn"))));
        var many = Zip([.. Enumerable.Range(0, UploadedModels.MostFiles + 50).Select(number => ($"{number}.bpmn", "<x/>"u8.ToArray()))]);
        var broken = Zip(("a.bpmn", [1]))[..40];

        Assert.Equal(["too-long", null], UploadedModels.Read([new("bomb.zip", bomb)]).Select(one => one.Fault));
        Assert.Equal(UploadedModels.MostFiles, UploadedModels.Read([new("many.zip", many)]).Count);
        Assert.Equal("broken-zip", Assert.Single(UploadedModels.Read([new("broken.zip", broken)])).Fault);
        Assert.Equal("encoding", Assert.Single(UploadedModels.Read([new("latin.bpmn", [0x3C, 0xE9, 0x3E, 0xFF])])).Fault);
    }

    [Fact]
    public async Task Only_who_draws_imports_and_what_is_empty_is_refused()
    {
        await using var desk = await Start();

        var forbidden = await desk.Get<PreviewImport>().Handle(await desk.User("amy"), new([File("a.bpmn", "<a/>")]), Ct);
        var none = await desk.Get<PreviewImport>().Handle(await desk.User("dora"), new([]), Ct);
        var empty = await desk.Get<ImportModels>().Handle(await desk.User("dora"), new([new("a.bpmn", [])]), Ct);

        Assert.Equal(RejectionKind.Forbidden, forbidden.Problem!.Kind);
        Assert.Equal("files", Assert.Single(none.Problem!.Fields).Field);
        Assert.Equal("files", Assert.Single(empty.Problem!.Fields).Field);
    }
}
