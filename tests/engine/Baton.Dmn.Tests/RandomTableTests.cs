using System.Globalization;
using Baton.Feel;
using CsCheck;

namespace Baton.Dmn.Tests;

/// <summary>Random decision tables beside an evaluator that knows nothing but the words of the specification.</summary>
public sealed class RandomTableTests
{
    private static readonly string[] Policies =
    [
        "UNIQUE",
        "ANY",
        "PRIORITY",
        "FIRST",
        "RULE ORDER",
        "OUTPUT ORDER",
        "COLLECT",
        "COLLECT SUM",
        "COLLECT COUNT",
        "COLLECT MIN",
        "COLLECT MAX",
    ];

    /// <summary>A cell as FEEL, and what it says of a value; null where it cannot be told.</summary>
    private sealed record Cell(string Text, Func<FeelValue, bool?> Holds)
    {
        public override string ToString() => Text;
    }

    private sealed record Row(Cell[] Cells, FeelValue[] Outputs);

    private sealed record Table(string Policy, Row[] Rows, FeelValue[]? Defaults, FeelValue[] Inputs)
    {
        public override string ToString() => Xml(this) + string.Join(", ", Inputs);
    }

    private static readonly Gen<FeelValue> AnyInput = Gen.OneOf(
        Gen.Int[0, 6].Select(i => FeelValue.From(i)),
        Gen.Int[0, 2].Select(i => FeelValue.From("abc"[i].ToString())),
        Gen.Const(FeelValue.Null),
        Gen.Bool.Select(FeelValue.From)
    );

    private static readonly Gen<Cell> Plain = Gen.OneOf(
        Gen.Int[0, 6].Select(n => Number($"{n}", n, (value, wanted) => value == wanted, isEqual: true)),
        Gen.Int[0, 6].Select(n => Number($"< {n}", n, (value, limit) => value < limit)),
        Gen.Int[0, 6].Select(n => Number($">= {n}", n, (value, limit) => value >= limit)),
        Gen.Select(Gen.Int[0, 3], Gen.Int[3, 6], (from, to) => Number($"[{from}..{to})", to, (value, end) => value >= from && value < end)),
        Gen.Int[0, 2].Select(i => Text("abc"[i].ToString())),
        Gen.Const(new Cell("null", value => value.IsNull)),
        Gen.Bool.Select(wanted => new Cell(
            wanted ? "true" : "false",
            value => value.Kind == FeelKind.Boolean ? value.AsBoolean() == wanted : wanted
        ))
    );

    private static readonly Gen<Cell> AnyCell = Gen.Frequency(
        (3, Gen.Const(new Cell("-", _ => true))),
        (6, Plain),
        (2, Gen.Select(Plain, Plain, (a, b) => new Cell($"{a}, {b}", value => Or(a.Holds(value), b.Holds(value))))),
        (2, Plain.Select(cell => new Cell($"not({cell})", value => !cell.Holds(value)))),
        (1, Gen.Int[0, 6].Select(n => new Cell($"? != null and ? = {n}", value => ByCondition(value, n))))
    );

    private static readonly Gen<Table> AnyTable =
        from policy in Gen.Int[0, Policies.Length - 1].Select(i => Policies[i])
        from columns in Gen.Int[1, 3]
        from outputs in policy.Contains(' ') && policy.StartsWith("COLLECT", StringComparison.Ordinal) ? Gen.Const(1) : Gen.Int[1, 2]
        from rows in Gen.Select(AnyCell.Array[columns], Output.Array[outputs], (cells, values) => new Row(cells, values)).Array[1, 6]
        from hasDefaults in Gen.Bool
        from defaults in Output.Array[outputs]
        from inputs in AnyInput.Array[columns]
        select new Table(policy, rows, hasDefaults ? defaults : null, inputs);

    private static Gen<FeelValue> Output => Gen.Int[1, 3].Select(i => FeelValue.From(i));

    [Fact]
    public void A_random_table_decides_as_the_specification_says() =>
        AnyTable.Sample(
            table =>
            {
                var model = DmnModel.Read(Xml(table));
                Assert.Empty(model.Diagnostics);
                var inputs = FeelContext.From(table.Inputs.Select((value, i) => KeyValuePair.Create($"i{i}", value)));
                Assert.Equal(Naive(table), model.Decisions[0].Evaluate(inputs, default).Output);
            },
            iter: 10_000
        );

    private static Cell Number(string text, int operand, Func<int, int, bool> holds, bool isEqual = false) =>
        new(
            text,
            value =>
                value.Kind == FeelKind.Number ? holds((int)value.AsNumber().ToDecimal(), operand)
                : isEqual && value.IsNull ? false
                : null
        );

    private static Cell Text(string text) =>
        new(
            $"\"{text}\"",
            value =>
                value.Kind == FeelKind.String ? value.AsString() == text
                : value.IsNull ? false
                : null
        );

    private static bool? ByCondition(FeelValue value, int wanted) =>
        value.IsNull ? false
        : value.Kind == FeelKind.Number ? value.AsNumber() == FeelNumber.From(wanted)
        : null;

    private static bool? Or(bool? left, bool? right) =>
        left == true || right == true ? true
        : left is null || right is null ? null
        : false;

    private static FeelValue Naive(Table table)
    {
        var hits = table.Rows.Where(row => row.Cells.Zip(table.Inputs).All(pair => pair.First.Holds(pair.Second) == true)).ToList();
        var all = table.Policy is "RULE ORDER" or "OUTPUT ORDER" or "COLLECT";
        if (hits.Count == 0)
        {
            return table.Defaults is { } defaults ? (all ? FeelList.Of(Value(defaults)) : Value(defaults))
                : table.Policy == "COLLECT COUNT" ? 0
                : FeelValue.Null;
        }
        var values = hits.Select(hit => Value(hit.Outputs)).ToList();
        // The output values are listed as 2, 1; 3 is not among them and comes last.
        var byPriority = hits.OrderBy(hit => string.Concat(hit.Outputs.Select(Rank)), StringComparer.Ordinal)
            .Select(hit => Value(hit.Outputs));
        var numbers = values.Where(value => value.Kind == FeelKind.Number).Select(value => value.AsNumber()).ToList();
        return table.Policy switch
        {
            "UNIQUE" => values.Count == 1 ? values[0] : FeelValue.Null,
            "ANY" => values.TrueForAll(value => value == values[0]) ? values[0] : FeelValue.Null,
            "FIRST" => values[0],
            "PRIORITY" => byPriority.First(),
            "OUTPUT ORDER" => FeelList.From(byPriority),
            "COLLECT SUM" => numbers.Aggregate((a, b) => a + b),
            "COLLECT COUNT" => values.Count,
            "COLLECT MIN" => numbers.Min(),
            "COLLECT MAX" => numbers.Max(),
            _ => FeelList.From(values),
        };
    }

    private static int Rank(FeelValue value) =>
        value == 2 ? 0
        : value == 1 ? 1
        : 2;

    private static FeelValue Value(FeelValue[] outputs) =>
        outputs.Length == 1 ? outputs[0] : FeelContext.From(outputs.Select((value, i) => KeyValuePair.Create($"o{i}", value)));

    private static string Xml(Table table)
    {
        var policy = table.Policy.StartsWith("COLLECT ", StringComparison.Ordinal)
            ? $"COLLECT\" aggregation=\"{table.Policy[8..]}"
            : table.Policy;
        var inputs = table.Inputs.Select((_, i) => $"<input><inputExpression><text>i{i}</text></inputExpression></input>");
        var outputs = table
            .Rows[0]
            .Outputs.Select(
                (_, i) => $"""<output name="o{i}"><outputValues><text>2, 1</text></outputValues>{Default(table.Defaults?[i])}</output>"""
            );
        var rules = table.Rows.Select(row =>
            $"<rule>{string.Concat(row.Cells.Select(cell => $"<inputEntry>{Inside(cell.Text)}</inputEntry>"))}{string.Concat(row.Outputs.Select(value => $"<outputEntry>{Inside(value.ToString())}</outputEntry>"))}</rule>"
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"><decision id="t" name="t">
              <decisionTable hitPolicy="{policy}">{string.Concat(inputs)}{string.Concat(outputs)}{string.Concat(rules)}</decisionTable>
            </decision></definitions>
            """
        );
    }

    private static string Default(FeelValue? value) =>
        value is { } known ? $"<defaultOutputEntry>{Inside(known.ToString())}</defaultOutputEntry>" : "";

    private static string Inside(string text) => $"<text>{text.Replace("<", "&lt;", StringComparison.Ordinal)}</text>";
}
