using System.Text;
using System.Xml;
using System.Xml.Linq;
using Baton.Bpmn;
using Baton.Bpmn.Tests;

namespace Baton.Engine.Tests.Foreign;

/// <summary>
/// A folder of models that other tools made, given by BATON_BPMN_CORPUS; without it the reference models. Each is accepted or refused with
/// reasons. Files without an executable process are also judged as if all their processes were executable, which is what a user of the file
/// would do first.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_model_of_the_corpus_is_accepted_or_refused_with_reasons()
    {
        IReadOnlyList<string> files = Files();
        Assert.NotEmpty(files);
        List<Verdict> verdicts = [.. files.Select(Judge)];
        foreach (Verdict verdict in verdicts)
        {
            output.WriteLine($"{Word(verdict), -10} {verdict.Name} {Codes(verdict)}");
        }
        output.WriteLine("");
        output.WriteLine(
            $"{verdicts.Count} files: {verdicts.Count(each => each.IsAccepted)} accepted, {verdicts.Count(each => each.IsReadable && !each.IsAccepted)} refused, {verdicts.Count(each => !each.IsReadable)} unreadable"
        );
        foreach (
            var code in verdicts
                .Where(each => !each.IsAccepted)
                .SelectMany(each => Errors(each).Select(error => error.Code).Distinct(StringComparer.Ordinal))
                .GroupBy(code => code, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
        )
        {
            output.WriteLine($"{code.Count(), 6} files {code.Key}");
        }
        Assert.All(
            verdicts,
            verdict => Assert.True(verdict.IsAccepted || Errors(verdict).Any(), $"{verdict.Name} is refused without a reason.")
        );
    }

    private static IReadOnlyList<string> Files()
    {
        if (Environment.GetEnvironmentVariable("BATON_BPMN_CORPUS") is not { Length: > 0 } folder)
        {
            return SharedData.Files("bpmn-miwg", "*.bpmn");
        }
        string[] endings = [".bpmn", ".bpmn20.xml", ".bpmn2"];
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Verdict Judge(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        string name = Path.GetFileName(file);
        try
        {
            Verdict asItIs = Verdict.On(name, content);
            return asItIs.Reasons.Any(reason => reason.Code == DiagnosticCodes.NoExecutableProcess)
                ? Verdict.On(name, Executable(content))
                : asItIs;
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{file} is not judged, but breaks the reader, the validation or the compiler.", error);
        }
    }

    private static byte[] Executable(byte[] content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        XDocument document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        foreach (XElement process in document.Descendants().Where(element => element.Name.LocalName == "process"))
        {
            process.SetAttributeValue("isExecutable", "true");
        }
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }

    private static IEnumerable<BpmnDiagnostic> Errors(Verdict verdict) =>
        verdict.Reasons.Where(reason => reason.Severity == DiagnosticSeverity.Error);

    private static string Word(Verdict verdict) =>
        verdict.IsAccepted ? "accepted"
        : verdict.IsReadable ? "refused"
        : "unreadable";

    private static string Codes(Verdict verdict) =>
        verdict.IsReadable
            ? string.Join(
                ", ",
                Errors(verdict).GroupBy(error => error.Code, StringComparer.Ordinal).Select(group => $"{group.Key} x{group.Count()}")
            )
            : verdict.Reasons[0].Message;
}
