using System.Text;
using Baton.Bpmn;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Designers;

/// <summary>The reference models of the BPMN working group go through the editor of the browser and come out whole.</summary>
public sealed class MiwgThroughDesignerTests
{
    [Fact]
    public async Task Reference_models_come_out_of_the_editor_as_they_went_in()
    {
        var folder = Repository.Shared("bpmn-miwg");
        if (folder is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "The reference data shared/bpmn-miwg is missing.");
            Assert.Skip("The reference data shared/bpmn-miwg is not here.");
        }
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var table = await DrawingTable.Set(await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau"));

        var files = Directory.EnumerateFiles(folder, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await table.Load(before);
            var after = await table.Read();

            Assert.Equal(
                (Path.GetFileName(file), ""),
                (Path.GetFileName(file), string.Join('\n', DrawnFacts.Of(before).Except(DrawnFacts.Of(after))))
            );
            Assert.Equal(
                (Path.GetFileName(file), ""),
                (Path.GetFileName(file), string.Join('\n', DrawnFacts.Of(after).Except(DrawnFacts.Of(before))))
            );
            Assert.Equal(Nodes(before, file), Nodes(after, file));
        }
    }

    /// <summary>All nodes and flows as the engine reads them.</summary>
    private static List<string> Nodes(string xml, string name)
    {
        // It is sent as UTF-8, whatever the file said of itself.
        var begin = xml.StartsWith("<?xml", StringComparison.Ordinal) ? xml.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml[begin..].TrimStart()));
        var read = BpmnReader.Read(stream, name);
        Assert.NotNull(read.Definitions);
        return
        [
            .. read
                .Definitions.Processes.SelectMany(process => process.AllNodes())
                .Select(node => $"{node.ElementName} {node.Id}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
