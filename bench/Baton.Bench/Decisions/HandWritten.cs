using Baton.Feel;

namespace Baton.Bench.Decisions;

/// <summary>What somebody would write in C# over the same values: the same exact numbers, no null checks and no warnings.</summary>
internal static class HandWritten
{
    private static readonly FeelNumber Thousand = FeelNumber.From(1_000);
    private static readonly FeelNumber FiveHundred = FeelNumber.From(500);
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    public static FeelValue Comparison(FeelContext variables) =>
        variables["amount"].AsNumber() > Thousand && variables["tier"].AsString() == "gold";

    public static FeelValue Arithmetic(FeelContext variables) =>
        (variables["a"].AsNumber() + variables["b"].AsNumber()) * variables["c"].AsNumber() / variables["d"].AsNumber() - FeelNumber.One;

    public static FeelValue Text(FeelContext variables) =>
        variables["name"].AsString()[..3].ToUpperInvariant() + "-" + variables["n"].AsNumber().ToString();

    public static FeelValue Dates(FeelContext variables) =>
        DateOnly.ParseExact(variables["d"].AsString(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddMonths(1)
        > NewYear;

    public static FeelValue FilterNumbers(FeelContext variables)
    {
        var kept = new List<FeelValue>();
        foreach (var item in variables["items"].AsList().AsSpan())
        {
            if (item.AsNumber() > FiveHundred)
            {
                kept.Add(item);
            }
        }
        return FeelList.From(kept);
    }

    public static FeelValue FilterContexts(FeelContext variables)
    {
        var kept = new List<FeelValue>();
        foreach (var item in variables["items"].AsList().AsSpan())
        {
            if (item.AsContext()["price"].AsNumber() > FiveHundred)
            {
                kept.Add(item);
            }
        }
        return FeelList.From(kept);
    }
}
