using System.Xml.Linq;
using Baton.Dmn.Boxed;
using Baton.Dmn.Tables;
using Baton.Feel;

namespace Baton.Dmn.Reading;

/// <summary>Compiles decision tables.</summary>
internal sealed class TableReader(LogicReader logic)
{
    public BoxedExpression Read(XElement element, IReadOnlyCollection<string> names)
    {
        var inputs = element.Children("input").Select(input => Input(input, names)).ToList();
        var outputElements = element.Children("output").ToList();
        var outputs = outputElements.Select(output => Output(output, names)).ToList();
        var rules = element.Children("rule").Select((rule, index) => Rule(rule, index + 1, inputs.Count, outputs.Count, names)).ToList();
        if (outputs.Count == 0 || rules.Exists(rule => rule is null))
        {
            logic.Diagnostics.Add(
                element,
                outputs.Count == 0 ? "The decision table has no output column." : "The decision table has rules that cannot be read."
            );
            return new BoxedProblem("The decision table cannot be read.");
        }
        var (policy, aggregation) = (HitPolicyOf(element), AggregationOf(element));
        return new DecisionTable(policy, aggregation, inputs, outputs, [.. rules.OfType<Rule>()]);
    }

    private HitPolicy HitPolicyOf(XElement element)
    {
        var text = element.Attr("hitPolicy") ?? "UNIQUE";
        if (Enum.TryParse<HitPolicy>(text.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var policy))
        {
            return policy;
        }
        logic.Diagnostics.Add(
            element,
            $"There is no hit policy '{text}'; use UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT."
        );
        return HitPolicy.Unique;
    }

    private Aggregation AggregationOf(XElement element)
    {
        var text = element.Attr("aggregation");
        if (text is null || Enum.TryParse<Aggregation>(text, ignoreCase: true, out _))
        {
            return text is null ? Aggregation.None : Enum.Parse<Aggregation>(text, ignoreCase: true);
        }
        logic.Diagnostics.Add(element, $"There is no aggregation '{text}'; use SUM, COUNT, MIN or MAX.");
        return Aggregation.None;
    }

    private InputColumn Input(XElement input, IReadOnlyCollection<string> names)
    {
        var expression = input.Child("inputExpression");
        var text = expression.TextChild();
        var compiled = string.IsNullOrWhiteSpace(text) || !logic.IsFeel(expression!) ? null : logic.Compile(expression!, text, names);
        if (string.IsNullOrWhiteSpace(text))
        {
            logic.Diagnostics.Add(input, "The input column has no expression.");
        }
        return new(
            input.Id(),
            input.Attr("label") ?? text?.Trim() ?? "",
            compiled is null ? new BoxedProblem("The input expression cannot be read.") : new BoxedLiteral(compiled),
            logic.Types.Of(expression),
            Tests(input.Child("inputValues"), names)
        );
    }

    private FeelExpression? Tests(XElement? element, IReadOnlyCollection<string> names) =>
        element.TextChild() is { } text && !string.IsNullOrWhiteSpace(text) ? logic.CompileTests(element!, text, names) : null;

    private OutputColumn Output(XElement output, IReadOnlyCollection<string> names)
    {
        BoxedExpression? otherwise = null;
        if (output.Child("defaultOutputEntry") is { } entry && entry.TextChild() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            otherwise = logic.Compile(entry, text, names) is { } compiled
                ? new BoxedLiteral(compiled)
                : new BoxedProblem("The default output cannot be read.");
        }
        return new(output.Id(), output.NameOf(), logic.Types.Of(output), Tests(output.Child("outputValues"), names), otherwise);
    }

    private Rule? Rule(XElement rule, int number, int inputs, int outputs, IReadOnlyCollection<string> names)
    {
        var tests = rule.Children("inputEntry").ToList();
        var results = rule.Children("outputEntry").ToList();
        if (tests.Count != inputs || results.Count != outputs)
        {
            logic.Diagnostics.Add(
                rule,
                $"Rule {number} has {tests.Count} input and {results.Count} output entries, but the table has {inputs} and {outputs} columns."
            );
            return null;
        }
        var compiledTests = new List<FeelExpression?>();
        foreach (var test in tests)
        {
            var text = test.TextChild();
            var isAny = string.IsNullOrWhiteSpace(text) || text.Trim() == "-";
            var compiled = isAny ? null : logic.CompileTests(test, text!, names);
            if (!isAny && compiled is null)
            {
                return null;
            }
            compiledTests.Add(compiled);
        }
        return new(rule.Id(), number, [.. compiledTests], [.. results.Select(result => Result(result, names))]);
    }

    private BoxedExpression Result(XElement result, IReadOnlyCollection<string> names)
    {
        var text = result.TextChild();
        // An empty output is null.
        return string.IsNullOrWhiteSpace(text) ? new BoxedLiteral(logic.Compile(result, "null", names)!)
            : logic.Compile(result, text, names) is { } compiled ? new BoxedLiteral(compiled)
            : new BoxedProblem("The output cannot be read.");
    }
}
