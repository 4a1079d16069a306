using System.Xml.Linq;
using Baton.Bpmn;
using Baton.Engine.Compilation;

namespace Baton.Engine.Tests.Scenarios;

/// <summary>
/// Builds a model from a short text: BPMN elements without prefix, <c>zeebe:</c> and <c>baton:</c> elements directly inside them, and
/// <c>&lt;flow&gt;a -> b -> c&lt;/flow&gt;</c> for sequence flows, whose ids are then <c>a_b</c>. A condition follows its flow in brackets:
/// <c>a -> b [x > 1]</c>.
/// </summary>
internal static class ModelText
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    private static readonly XNamespace Baton = "https://baton.dev/schema/1.0";

    public static string Xml(string processId, string text)
    {
        string raw =
            $"<definitions xmlns='{Bpmn}' xmlns:zeebe='{Zeebe}' xmlns:baton='{Baton}' id='d' targetNamespace='t'><process id='{processId}' isExecutable='true'>{text}</process></definitions>";
        XDocument document = XDocument.Parse(raw);
        XElement process = document.Root!.Element(Bpmn + "process")!;
        foreach (XElement root in process.Elements().Where(IsRootElement).ToList())
        {
            root.Remove();
            document.Root.AddFirst(root);
        }
        foreach (XElement flow in document.Descendants(Bpmn + "flow").ToList())
        {
            flow.ReplaceWith(Flows(flow.Value).ToArray<object>());
        }
        foreach (XElement element in document.Descendants().Where(each => each.Name.Namespace == Bpmn).ToList())
        {
            WrapExtensions(element);
        }
        return document.ToString();
    }

    public static ExecutableProcess Compile(string processId, string text)
    {
        CompileResult result = TryCompile(processId, text);
        return result.Process ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    public static CompileResult TryCompile(string processId, string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Xml(processId, text)));
        BpmnReadResult read = BpmnReader.Read(stream, processId + ".bpmn");
        BpmnDefinitions definitions = read.Definitions ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
        BpmnDiagnostic[] errors =
        [
            .. BpmnValidation
                .Validate(definitions, new ValidationOptions { ExecutableKinds = ExecutableKinds.All })
                .Where(each => each.Severity == DiagnosticSeverity.Error),
        ];
        return errors.Length > 0 ? new CompileResult(null, errors) : ExecutableProcess.Compile(definitions, definitions.Processes[0]);
    }

    private static bool IsRootElement(XElement element) => element.Name.LocalName is "message" or "signal" or "error" or "escalation";

    private static IEnumerable<XElement> Flows(string text)
    {
        foreach (string line in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int bracket = line.IndexOf('[', StringComparison.Ordinal);
            string? condition = bracket < 0 ? null : line[(bracket + 1)..^1];
            string[] path = (bracket < 0 ? line : line[..bracket]).Split("->", StringSplitOptions.TrimEntries);
            for (int i = 1; i < path.Length; i++)
            {
                var flow = new XElement(
                    Bpmn + "sequenceFlow",
                    new XAttribute("id", $"{path[i - 1]}_{path[i]}"),
                    new XAttribute("sourceRef", path[i - 1]),
                    new XAttribute("targetRef", path[i])
                );
                if (condition is not null)
                {
                    flow.Add(new XElement(Bpmn + "conditionExpression", "=" + condition));
                }
                yield return flow;
            }
        }
    }

    /// <summary>Puts zeebe: and baton: children where they belong: into extensionElements, mappings into ioMapping.</summary>
    private static void WrapExtensions(XElement element)
    {
        List<XElement> extensions = [.. element.Elements().Where(each => each.Name.Namespace == Zeebe || each.Name.Namespace == Baton)];
        if (extensions.Count == 0 || element.Name.LocalName == "extensionElements")
        {
            return;
        }
        extensions.ForEach(each => each.Remove());
        List<XElement> mappings = [.. extensions.Where(each => each.Name.LocalName is "input" or "output")];
        var wrapper = new XElement(Bpmn + "extensionElements", extensions.Except(mappings));
        if (mappings.Count > 0)
        {
            wrapper.Add(new XElement(Zeebe + "ioMapping", mappings));
        }
        element.AddFirst(wrapper);
    }
}
