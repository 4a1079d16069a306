using System.Xml.Linq;
using Baton.Feel;

namespace Baton.Dmn.Tests.Tck;

/// <summary>One test case: inputs, and for each named result what it must be.</summary>
internal sealed record TckCase(
    string Folder,
    string Id,
    string? Type,
    string? InvocableName,
    FeelContext Inputs,
    IReadOnlyList<TckExpectation> Results
);

internal sealed record TckExpectation(string Name, string? Type, bool IsError, FeelValue Value);

/// <summary>One file of cases with the model they are for, or why it cannot be read.</summary>
internal sealed record TckFile(string Folder, string Name, string ModelPath, IReadOnlyList<TckCase> Cases, string? Problem = null)
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static IEnumerable<TckFile> In(string root) =>
        Directory.EnumerateFiles(root, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read).OfType<TckFile>();

    /// <summary>Null for XML that holds no test cases.</summary>
    private static TckFile? Read(string path)
    {
        var (directory, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var folder = Path.GetFileName(directory);
        try
        {
            var root = XDocument.Load(path).Root!;
            if (root.Name.LocalName != "testCases")
            {
                return null;
            }
            var model = Child(root, "modelName")?.Value.Trim() is { Length: > 0 } named
                ? named
                : throw new InvalidDataException("The file names no model.");
            var cases = root.Elements().Where(element => element.Name.LocalName == "testCase").Select(element => ReadCase(folder, element));
            return new(folder, name, Path.Combine(directory, model), [.. cases]);
        }
        catch (Exception problem)
        {
            return new(folder, name, "", [], $"The file cannot be read: {problem.Message}");
        }
    }

    private static TckCase ReadCase(string folder, XElement test) =>
        new(
            folder,
            (string?)test.Attribute("id") ?? "?",
            (string?)test.Attribute("type"),
            (string?)test.Attribute("invocableName"),
            Inputs(test.Elements().Where(e => e.Name.LocalName == "inputNode")),
            [.. test.Elements().Where(e => e.Name.LocalName == "resultNode").Select(Expectation)]
        );

    private static FeelContext Inputs(IEnumerable<XElement> nodes) =>
        FeelContext.From(nodes.Select(node => KeyValuePair.Create((string)node.Attribute("name")!, Value(node))));

    private static TckExpectation Expectation(XElement node) =>
        new(
            (string)node.Attribute("name")!,
            (string?)node.Attribute("type"),
            (string?)node.Attribute("errorResult") == "true",
            Child(node, "expected") is { } expected ? Value(expected) : FeelValue.Null
        );

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static FeelValue Value(XElement holder)
    {
        if (Child(holder, "list") is { } list)
        {
            return (string?)list.Attribute(Xsi + "nil") == "true" ? FeelValue.Null : FeelList.From(list.Elements().Select(Value));
        }
        var components = holder.Elements().Where(e => e.Name.LocalName == "component").ToList();
        if (components.Count > 0)
        {
            return FeelContext.From(components.Select(e => KeyValuePair.Create((string)e.Attribute("name")!, Value(e))));
        }
        return Child(holder, "value") is { } value ? Simple(value) : FeelValue.Null;
    }

    private static FeelValue Simple(XElement value)
    {
        if ((string?)value.Attribute(Xsi + "nil") == "true")
        {
            return FeelValue.Null;
        }
        var type = ((string?)value.Attribute(Xsi + "type") ?? "xsd:string").Split(':')[^1];
        var text = type == "string" ? value.Value : value.Value.Trim();
        return type switch
        {
            "string" => text,
            "boolean" => text is "true" or "1",
            "date" => Feel($"date({FeelValue.From(text)})"),
            "time" => Feel($"time({FeelValue.From(text)})"),
            "dateTime" => Feel($"date and time({FeelValue.From(text)})"),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Feel($"duration({FeelValue.From(text)})"),
            _ => FeelNumber.TryParse(text, out var number) ? number : text,
        };
    }

    private static FeelValue Feel(string source) => FeelExpression.Compile(source).Evaluate(FeelScope.Empty, default).Value;
}
