namespace Baton.Feel.Tests.Fuzzing;

/// <summary>Values of all kinds, the odd ones among them.</summary>
internal static class RandomValues
{
    private static readonly FeelValue[] Scalars =
    [
        .. new[]
        {
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "2",
            "0.5",
            "1e6100",
            "-1e-6100",
            "9999999999999999999999999999999999",
            "9007199254740993",
            "\"\"",
            "\"a\"",
            "\"gold\"",
            "\"\\uD83D\\uDE00x\"",
            "\"2026-03-01\"",
            "\"P1M\"",
            "\"12\"",
            "@\"2026-02-28\"",
            "@\"-999999999-01-01\"",
            "@\"999999999-12-31\"",
            "@\"12:00:00\"",
            "@\"23:59:59.999999999+14:00\"",
            "@\"2026-03-29T02:30:00@Europe/Paris\"",
            "@\"2026-03-01T00:00:00Z\"",
            "@\"2026-03-01T00:00:00\"",
            "@\"P1D\"",
            "@\"-PT0.000000001S\"",
            "@\"P999999999D\"",
            "@\"P1Y2M\"",
            "[1..10]",
            "(< 5)",
            "[@\"2026-01-01\"..@\"2026-12-31\")",
            "function(a) a",
            "function(a, b) a < b",
            "sum",
        }.Select(source => Feel.Run(source).Value),
    ];

    public static FeelContext Variables(Dice dice)
    {
        var names = new[] { "x", "y", "n", "items", "first name", "item", "a-b", "partial" };
        var variables = FeelContext.Empty;
        foreach (var name in names)
        {
            if (!dice.OneIn(4))
            {
                variables = variables.With(name, Value(dice, 3));
            }
        }
        return variables;
    }

    public static FeelValue Value(Dice dice, int depth)
    {
        switch (depth == 0 ? 0 : dice.Below(5))
        {
            case 3:
                var items = new FeelValue[dice.Below(5)];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Value(dice, depth - 1);
                }
                return FeelList.Of(items);
            case 4:
                var context = FeelContext.Empty;
                for (var i = dice.Below(4); i > 0; i--)
                {
                    context = context.With(dice.Of("a", "k", "x", "name", "first name", "price", "item"), Value(dice, depth - 1));
                }
                return context;
            default:
                return dice.Of(Scalars);
        }
    }
}
