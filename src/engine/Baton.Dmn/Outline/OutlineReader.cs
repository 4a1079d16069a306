using System.Xml.Linq;
using Baton.Dmn.Reading;

namespace Baton.Dmn.Outline;

/// <summary>Reads the outlines of a file's decisions.</summary>
internal sealed class OutlineReader
{
    private readonly XElement _root;
    private readonly TypeOutlines _types;
    private readonly Dictionary<string, XElement> _elements = new(StringComparer.Ordinal);

    public OutlineReader(XElement root)
    {
        _root = root;
        _types = new(root);
        foreach (var element in root.Elements().Where(DmnXml.IsDmn))
        {
            _elements.TryAdd(IdOf(element), element);
        }
    }

    public ModelOutline Read() => new(_root.Id() ?? _root.NameOf(), _root.NameOf(), [.. _root.Children("decision").Select(Decision)]);

    internal static string IdOf(XElement element) => element.Id() ?? element.NameOf();

    /// <summary>The name of an element in expressions.</summary>
    internal static string VariableOf(XElement element) =>
        element.Child("variable").NameOf() is { Length: > 0 } name ? name : element.NameOf();

    /// <summary>The elements of this file that an element requires.</summary>
    internal IEnumerable<XElement> Required(XElement element) =>
        element
            .Elements()
            .Where(child => child.Is("informationRequirement") || child.Is("knowledgeRequirement"))
            .SelectMany(requirement => requirement.Elements())
            .Select(link => link.Attr("href"))
            .OfType<string>()
            .Select(href => _elements.GetValueOrDefault(href[(href.LastIndexOf('#') + 1)..]))
            .OfType<XElement>();

    internal TypeOutline TypeOf(XElement? element) => _types.Of(element);

    internal TableOutline? Table(XElement decision) => decision.Child("decisionTable") is { } table ? ReadTable(table) : null;

    private DecisionOutline Decision(XElement source) =>
        new(
            IdOf(source),
            VariableOf(source),
            DecisionKinds.Of(source),
            Text(source.Child("question")?.Value),
            Text(source.Child("description")?.Value),
            Text(source.Child("literalExpression").TextChild()),
            Table(source),
            [.. Required(source).Where(required => required.Is("decision")).Select(IdOf)],
            new NeedsReader(this).Of(source)
        );

    private TableOutline ReadTable(XElement table)
    {
        var annotations = table.Children("annotation").Select(annotation => annotation.NameOf()).ToList();
        var rules = table.Children("rule").ToList();
        var hasDescriptions = rules.Exists(rule => Text(rule.Child("description")?.Value) is not null);
        return new(
            table.Attr("hitPolicy") ?? "UNIQUE",
            table.Attr("aggregation"),
            [.. table.Children("input").Select(Input)],
            [.. table.Children("output").Select(Output)],
            hasDescriptions ? ["", .. annotations] : annotations,
            [.. rules.Select((rule, i) => Rule(rule, i + 1, hasDescriptions))]
        );
    }

    private InputColumnOutline Input(XElement input)
    {
        var expression = input.Child("inputExpression").TextChild()?.Trim() ?? "";
        return new(
            input.Id(),
            Text(input.Attr("label")) ?? expression,
            expression,
            _types.Of(input.Child("inputExpression")),
            Text(input.Child("inputValues").TextChild())
        );
    }

    private OutputColumnOutline Output(XElement output) =>
        new(
            output.Id(),
            Text(output.Attr("label")) ?? output.NameOf(),
            output.NameOf(),
            _types.Of(output),
            Text(output.Child("outputValues").TextChild()),
            Text(output.Child("defaultOutputEntry").TextChild())
        );

    /// <summary>Modellers keep their remark on a rule in its description; the annotations of DMN 1.2 come after it.</summary>
    private static RuleOutline Rule(XElement rule, int number, bool hasDescriptions)
    {
        var remarks = rule.Children("annotationEntry").Select(Entry);
        return new(
            rule.Id(),
            number,
            [.. rule.Children("inputEntry").Select(Entry)],
            [.. rule.Children("outputEntry").Select(Entry)],
            hasDescriptions ? [rule.Child("description")?.Value.Trim() ?? "", .. remarks] : [.. remarks]
        );
    }

    private static string Entry(XElement entry) => entry.TextChild()?.Trim() ?? "";

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
