using System.Xml.Linq;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Dmn.Tests.Fuzzing;

/// <summary>The words that damage a DMN model.</summary>
internal static class DecisionDamage
{
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

    private static readonly XmlDamage Damage = new()
    {
        Names = Names,
        Values = Values,
        Texts = Texts,
    };

    public static string Of(XDocument sound, Dice dice) => Damage.Of(sound, dice);
}
