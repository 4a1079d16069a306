using System.Text;
using Baton.Bpmn;
using Baton.Desk.Conversion;
using Baton.Desk.Designs;
using Baton.Dmn.Outline;

namespace Baton.Desk.Tests.Conversion;

/// <summary>
/// Models as Camunda 7's modeller writes them, and what becomes of them. Beside each model lies what is expected: the report, then the file. With
/// BATON_WRITE_EXPECTED=1 the tests write it anew; read the difference before you commit it.
/// </summary>
public sealed class ModelConversionTests
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "desk", "Baton.Desk.Tests", "Conversion", "Models");

    public static TheoryData<string> Models =>
        [
            .. Directory
                .EnumerateFiles(Folder)
                .Where(path => !path.EndsWith(".txt", StringComparison.Ordinal))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_model_becomes_what_is_expected_with_a_line_for_all_that_was_of_the_other_engine(string name)
    {
        var kind = name.EndsWith(".dmn", StringComparison.Ordinal) ? DesignKind.Decision : DesignKind.Process;
        var converted = ModelConversion.Convert(kind, await File.ReadAllTextAsync(Path.Combine(Folder, name), DeskHost.Ct))!;
        var text = new StringBuilder();
        foreach (var note in converted.Notes)
            text.Append(note.Verdict)
                .Append(' ')
                .Append(note.Code)
                .Append(" | ")
                .Append(note.ElementName)
                .Append(" | ")
                .Append(note.Was)
                .Append(" | ")
                .Append(note.Is)
                .Append('\n');
        text.Append('\n').Append(converted.Text).Append('\n');
        var path = Path.Combine(Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("BATON_WRITE_EXPECTED") == "1")
            await File.WriteAllTextAsync(path, text.ToString(), DeskHost.Ct);

        Assert.True(converted.WasForeign);
        Assert.Equal(await File.ReadAllTextAsync(path, DeskHost.Ct), text.ToString());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task What_comes_out_is_read_and_holds_nothing_of_the_other_engine(string name)
    {
        var isDecision = name.EndsWith(".dmn", StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name), DeskHost.Ct);
        var converted = ModelConversion.Convert(isDecision ? DesignKind.Decision : DesignKind.Process, text)!;

        Assert.DoesNotContain("camunda:", converted.Text, StringComparison.Ordinal);
        Assert.All(converted.Notes, note => Assert.NotEmpty(ConversionWords.Say(note, Languages.TraditionalChinese)));
        if (isDecision)
            Assert.NotEmpty(ModelOutline.Read(converted.Text).Decisions);
        else
            Assert.NotEmpty(
                BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(converted.Text)), name).Definitions!.Processes[0].Nodes
            );
        Assert.False(ModelConversion.Convert(isDecision ? DesignKind.Decision : DesignKind.Process, converted.Text)!.WasForeign);
    }

    [Fact]
    public void A_model_of_this_engine_stays_as_it_is_sign_by_sign()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "processes", "tos.bpmn"));

        var converted = ModelConversion.Convert(DesignKind.Process, text)!;

        Assert.Equal((text, false), (converted.Text, converted.WasForeign));
        Assert.Empty(converted.Notes);
        Assert.Null(ModelConversion.Convert(DesignKind.Process, "<broken"));
        Assert.Null(ModelConversion.Convert(DesignKind.Process, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"));
    }
}
