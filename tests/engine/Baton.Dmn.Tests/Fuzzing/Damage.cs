using System.Xml.Linq;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Dmn.Tests.Fuzzing;

/// <summary>Makes a sound model wrong in places: elements gone, doubled, moved, renamed; attributes and texts exchanged.</summary>
internal static class Damage
{
    private static readonly string[] Texts =
    [
        "",
        "-",
        "1",
        "x",
        "x +",
        "list",
        "f(x)",
        "f",
        "table",
        "boxes",
        "not(1)",
        "< 3",
        "? > 1",
        "[1..",
        "null",
        "\"low\"",
        "{a: 1}",
        "[1, \"a\"]",
        "for i in 1..3 return i",
        "f(f(x))",
        "bundle(x)",
        "list[price > 1]",
        "date(\"2026-01-01\")",
        "@\"P1D\"",
        "x instance of size",
        "1e999999",
        "{a b: 1}.a b",
        "every i in list satisfies i.price > 1",
        "function(a) a",
        "sort(list, function(a, b) a < b)",
    ];

    private static readonly string[] Values =
    [
        "",
        "#x",
        "#table",
        "#boxes",
        "#f",
        "#bundle",
        "#nowhere",
        "nowhere#x",
        "FIRST",
        "UNIQUE",
        "ANY",
        "OUTPUT ORDER",
        "RULE ORDER",
        "COLLECT",
        "NONSENSE",
        "SUM",
        "MIN",
        "COUNT",
        "number",
        "string",
        "size",
        "order",
        "orders",
        "date",
        "x",
        "f",
        "true",
        "PMML",
        "99",
    ];

    private static readonly string[] Names =
    [
        "decision",
        "inputData",
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "list",
        "relation",
        "functionDefinition",
        "conditional",
        "filter",
        "for",
        "every",
        "some",
        "input",
        "output",
        "rule",
        "inputEntry",
        "outputEntry",
        "text",
        "variable",
        "binding",
        "itemDefinition",
        "itemComponent",
        "typeRef",
        "allowedValues",
        "import",
        "decisionService",
        "businessKnowledgeModel",
        "return",
        "in",
    ];

    public static string Of(XDocument sound, Dice dice)
    {
        var document = new XDocument(sound);
        for (var i = dice.Below(5); i > 0; i--)
        {
            Change(document, dice);
        }
        var text = document.ToString(SaveOptions.DisableFormatting);
        return dice.OneIn(8) ? Cut(text, dice) : text;
    }

    private static void Change(XDocument document, Dice dice)
    {
        var element = Any(document, dice);
        var other = Any(document, dice);
        if (element.Parent is null)
        {
            return;
        }
        switch (dice.Below(9))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when !other.Ancestors().Contains(element) && other != element:
                element.Remove();
                other.Add(element);
                break;
            case 3:
                other.Add(new XElement(element));
                break;
            case 4:
                element.Name = element.Name.Namespace + dice.Of(Names);
                break;
            case 5 or 6 when element.Attributes().Any(attribute => !attribute.IsNamespaceDeclaration):
                var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToArray();
                dice.Of(attributes).Value = dice.Of(Values);
                break;
            default:
                var texts = document.Descendants().Where(candidate => candidate.Name.LocalName == "text").ToArray();
                if (texts.Length > 0)
                {
                    dice.Of(texts).Value = dice.Of(Texts);
                }
                break;
        }
    }

    private static XElement Any(XDocument document, Dice dice) => dice.Of(document.Descendants().ToArray());

    private static string Cut(string text, Dice dice)
    {
        var at = dice.Below(text.Length);
        return dice.Below(3) switch
        {
            0 => text[..at],
            1 => text.Insert(at, dice.Of("<", "&", "\u0001", "]]>", "<!--", "\"", "<a/>", "&#x0;")),
            _ => text.Remove(at, Math.Min(text.Length - at, 1 + dice.Below(9))),
        };
    }
}
