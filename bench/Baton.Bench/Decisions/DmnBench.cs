using Baton.Dmn;
using Baton.Feel;

namespace Baton.Bench.Decisions;

/// <summary>A decision table of five input columns and 200 rows: which rows match, in their order.</summary>
internal static class DmnBench
{
    private const int RowCount = 200;
    private const int InputCount = 16;

    private static readonly string[] Columns = ["channel", "amount", "age", "region", "vip"];

    public static int Run(TextWriter output)
    {
        var rows = TableRow.Rows(RowCount);
        var inputs = TableRow.Inputs(InputCount);
        var xml = Xml(rows);
        var decision = DmnModel.Read(xml).Decisions[0];
        foreach (var input in inputs)
        {
            if (decision.Evaluate(input, default).Output != ByHand(rows, input))
            {
                throw new InvalidOperationException($"The table and the code written by hand differ for {input}.");
            }
        }
        var (turn, handTurn) = (0, 0);
        var comparison = new Comparison(
            $"table of {Columns.Length} columns and {RowCount} rows",
            () => decision.Evaluate(inputs[turn++ % InputCount], default).Output,
            () => ByHand(rows, inputs[handTurn++ % InputCount])
        );
        var (read, evaluate) = Measurement.Of(() => DmnModel.Read(xml).Decisions[0], () => Evaluated(decision, inputs[0]));
        Figure[] reading =
        [
            Figure.Of("read the table: time", read.Nanoseconds, "ns", "one evaluation", evaluate.Nanoseconds),
            Figure.Of("read the table: allocated", read.Bytes, "bytes", "one evaluation", evaluate.Bytes),
        ];
        foreach (var figure in comparison.Figures().Concat(reading))
        {
            output.WriteLine(figure.ToJson());
        }
        return 0;
    }

    private static DmnDecision Evaluated(DmnDecision decision, FeelContext input)
    {
        decision.Evaluate(input, default);
        return decision;
    }

    private static FeelValue ByHand(TableRow[] rows, FeelContext input)
    {
        var (channel, amount, age) = (input["channel"].AsString(), input["amount"].AsNumber(), input["age"].AsNumber());
        var (region, isVip) = (input["region"].AsString(), input["vip"].AsBoolean());
        var scores = new List<FeelValue>();
        foreach (var row in rows)
        {
            if (row.Matches(channel, amount, age, region, isVip))
            {
                scores.Add(row.Score);
            }
        }
        return scores.Count == 0 ? FeelValue.Null : FeelList.From(scores);
    }

    private static string Xml(TableRow[] rows) =>
        $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="bench" name="bench" namespace="bench">
              <decision id="score" name="score"><decisionTable hitPolicy="RULE ORDER">
                {string.Concat(Columns.Select(column => $"<input><inputExpression><text>{column}</text></inputExpression></input>"))}
                <output name="score"/>
                {string.Concat(rows.Select(row => row.ToRule()))}
              </decisionTable></decision>
            </definitions>
            """;
}
