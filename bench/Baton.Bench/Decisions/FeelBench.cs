using Baton.Feel;

namespace Baton.Bench.Decisions;

/// <summary>FEEL expressions, evaluated and compiled.</summary>
internal static class FeelBench
{
    private static readonly FeelEnvironment Environment = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static int Run(TextWriter output)
    {
        foreach (var figure in Comparisons().SelectMany(comparison => comparison.Figures()).Concat(Compiling()))
        {
            output.WriteLine(figure.ToJson());
        }
        return 0;
    }

    private static IEnumerable<Comparison> Comparisons()
    {
        var order = FeelContext.Of(("customer", "Ada Lovelace"), ("amount", 1200), ("tier", "gold"), ("country", "DE"));
        yield return Of("comparison", "amount > 1000 and tier = \"gold\"", order, HandWritten.Comparison);

        var numbers = FeelContext.Of(("a", FeelNumber.Parse("12.5")), ("b", 7), ("c", FeelNumber.Parse("3.25")), ("d", 4));
        yield return Of("arithmetic", "(a + b) * c / d - 1", numbers, HandWritten.Arithmetic);

        var name = FeelContext.Of(("name", "lovelace"), ("n", 42));
        yield return Of("text", "upper case(substring(name, 1, 3)) + \"-\" + string(n)", name, HandWritten.Text);

        var date = FeelContext.Of(("d", "2026-03-31"));
        yield return Of("dates", "date(d) + duration(\"P1M\") > date(\"2026-01-01\")", date, HandWritten.Dates);

        var prices = Enumerable.Range(0, 1_000).Select(i => FeelValue.From(i * 7 % 1_000)).ToList();
        var plain = FeelContext.Of(("items", FeelList.From(prices)));
        yield return Of("filter of 1,000 numbers", "items[item > 500]", plain, HandWritten.FilterNumbers);

        var orders = prices.Select((price, i) => FeelValue.From(FeelContext.Of(("id", i), ("name", $"item {i}"), ("price", price))));
        var contexts = FeelContext.Of(("items", FeelList.From(orders)));
        yield return Of("filter of 1,000 contexts", "items[price > 500]", contexts, HandWritten.FilterContexts);
    }

    private static Comparison Of(string name, string source, FeelContext variables, Func<FeelContext, FeelValue> hand)
    {
        var expression = FeelExpression.Compile(source);
        var scope = FeelScope.Of(variables);
        return new(name, () => expression.Evaluate(scope, Environment).Value, () => hand(variables));
    }

    /// <summary>Compiling, beside evaluating what comes out: after how many evaluations it has paid.</summary>
    private static IEnumerable<Figure> Compiling()
    {
        const string Source = "amount > 1000 and tier = \"gold\"";
        var scope = FeelScope.Of(FeelContext.Of(("amount", 1200), ("tier", "gold")));
        var expression = FeelExpression.Compile(Source);
        var (compile, evaluate) = Measurement.Of(
            () => FeelExpression.Compile(Source).Source.Length,
            () => expression.Evaluate(scope, Environment).Value.AsBoolean() ? 1 : 0
        );
        yield return Figure.Of("compile: time", compile.Nanoseconds, "ns", "one evaluation", evaluate.Nanoseconds);
        yield return Figure.Of("compile: allocated", compile.Bytes, "bytes", "one evaluation", evaluate.Bytes);
    }
}
