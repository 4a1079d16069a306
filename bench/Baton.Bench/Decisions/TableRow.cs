using System.Globalization;
using Baton.Feel;

namespace Baton.Bench.Decisions;

/// <summary>
/// One row of the measured table; null stands for a cell that takes anything. The same row is written as a rule in DMN and
/// tested by hand.
/// </summary>
internal sealed record TableRow(string? Channel, int? AmountAbove, (int From, int To)? Age, string[]? Regions, bool? IsVip, int Score)
{
    private static readonly string[] Channels = ["fax", "mail", "phone", "web"];
    private static readonly string[] RegionNames = ["north", "east", "south", "west"];

    private readonly FeelNumber _amountAbove = FeelNumber.From(AmountAbove ?? 0);
    private readonly FeelNumber _ageFrom = FeelNumber.From(Age?.From ?? 0);
    private readonly FeelNumber _ageTo = FeelNumber.From(Age?.To ?? 0);

    /// <summary>Rows whose columns are of all kinds, about one cell in five takes anything.</summary>
    public static TableRow[] Rows(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new TableRow(
                    i % 5 == 4 ? null : Channels[i % 4],
                    i % 6 == 5 ? null : i * 37 % 5_000,
                    i % 4 == 3 ? null : (i * 13 % 70, i * 13 % 70 + 12),
                    i % 7 == 6 ? null : [RegionNames[i / 3 % 4], RegionNames[(i / 3 + 1) % 4]],
                    i % 2 == 0 ? null : i % 3 == 0,
                    i
                )),
        ];

    /// <summary>Several inputs, so that no branch is always taken the same way.</summary>
    public static FeelContext[] Inputs(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    FeelContext.Of(
                        ("channel", Channels[i % 4]),
                        ("amount", i * 613 % 5_000),
                        ("age", i * 29 % 80),
                        ("region", RegionNames[i / 2 % 4]),
                        ("vip", i % 3 == 0)
                    )
                ),
        ];

    public bool Matches(string channel, FeelNumber amount, FeelNumber age, string region, bool isVip) =>
        (Channel is null || Channel == channel)
        && (AmountAbove is null || amount > _amountAbove)
        && (Age is null || (age >= _ageFrom && age < _ageTo))
        && (Regions is null || Regions[0] == region || Regions[1] == region)
        && (IsVip is null || IsVip == isVip);

    public string ToRule()
    {
        var cells = string.Concat(
            Cell(Channel is null ? "-" : $"\"{Channel}\""),
            Cell(AmountAbove is null ? "-" : $"> {AmountAbove}"),
            Cell(Age is { } age ? $"[{age.From}..{age.To})" : "-"),
            Cell(Regions is null ? "-" : string.Join(", ", Regions.Select(region => $"\"{region}\""))),
            Cell(IsVip is { } isVip ? (isVip ? "true" : "false") : "-")
        );
        return string.Create(CultureInfo.InvariantCulture, $"<rule>{cells}<outputEntry><text>{Score}</text></outputEntry></rule>");
    }

    private static string Cell(string tests) =>
        $"<inputEntry><text>{tests.Replace(">", "&gt;", StringComparison.Ordinal)}</text></inputEntry>";
}
