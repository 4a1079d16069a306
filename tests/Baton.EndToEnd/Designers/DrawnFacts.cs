using System.Globalization;
using System.Xml.Linq;

namespace Baton.EndToEnd.Designers;

/// <summary>What a model says and shows, one line a fact, so that two files can be compared whatever tool wrote them.</summary>
internal static class DrawnFacts
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";

    private static readonly string[] Said =
    [
        "conditionExpression",
        "documentation",
        "text",
        "script",
        "timeDuration",
        "timeDate",
        "timeCycle",
        "flowNodeRef",
        "eventDefinitionRef",
    ];

    private static readonly string[] Attributes =
    [
        "name",
        "sourceRef",
        "targetRef",
        "attachedToRef",
        "default",
        "processRef",
        "messageRef",
        "signalRef",
        "errorRef",
        "calledElement",
    ];

    public static IReadOnlyList<string> Of(string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var elements =
            from element in root.Descendants()
            where element.Name.Namespace == Bpmn && element.Attribute("id") is not null
            select $"{element.Name.LocalName} {string.Join(' ', Attributes.Prepend("id").Select(name => Text((string?)element.Attribute(name))))}{Interrupts(element)}";
        var words =
            from element in root.Descendants()
            where element.Name.Namespace == Bpmn && Said.Contains(element.Name.LocalName)
            select $"{element.Name.LocalName} of {(string?)element.Parent!.Attribute("id")}: {Text(element.Value)}";
        var shapes =
            from shape in root.Descendants()
            where shape.Name == Diagram + "BPMNShape" || shape.Name == Diagram + "BPMNEdge"
            where shape.Attribute("bpmnElement") is not null
            select $"{shape.Name.LocalName} of {(string?)shape.Attribute("bpmnElement")}: {Points(shape)}";
        return [.. elements.Concat(words).Concat(shapes).Order(StringComparer.Ordinal)];
    }

    /// <summary>An event interrupts unless it says that it does not.</summary>
    private static string Interrupts(XElement element) =>
        (string?)element.Attribute("cancelActivity") == "false" || (string?)element.Attribute("isInterrupting") == "false" ? " beside" : "";

    /// <summary>Line breaks are one kind, and blanks at the ends say nothing.</summary>
    private static string Text(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "-";

    private static string Points(XElement shape) =>
        string.Join(
            ' ',
            shape
                .Elements()
                .Where(child => child.Name.LocalName is "Bounds" or "waypoint")
                .SelectMany(child => new[] { "x", "y", "width", "height" }.Select(name => (string?)child.Attribute(name)))
                .OfType<string>()
                .Select(number => Math.Round(double.Parse(number, CultureInfo.InvariantCulture), 1).ToString(CultureInfo.InvariantCulture))
        );
}
