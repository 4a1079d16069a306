using Baton.Feel;

namespace Baton.Dmn.Tables;

/// <summary>Orders rows by where their outputs stand in the lists of output values, the first column deciding first.</summary>
internal sealed class OutputPriority(IReadOnlyList<OutputColumn> outputs)
{
    private readonly FeelValue[]?[] _ranks = [.. outputs.Select(output => output.Values is { } values ? Listed(values.Source) : null)];

    public IEnumerable<FeelValue[]> Order(IEnumerable<FeelValue[]> rows) =>
        rows.OrderBy(row => RankOf(row), Comparer<int[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));

    private int[] RankOf(FeelValue[] row)
    {
        var ranks = new int[row.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            var at = _ranks[i] is { } listed ? Array.IndexOf(listed, row[i]) : 0;
            ranks[i] = at < 0 ? int.MaxValue : at;
        }
        return ranks;
    }

    /// <summary>The values as a list; tests that are no plain values have no rank.</summary>
    private static FeelValue[]? Listed(string source)
    {
        if (!FeelExpression.TryCompile($"[{source}]", FeelDialect.Standard, out var list, out _))
        {
            return null;
        }
        var value = list.Evaluate(FeelScope.Empty, default).Value;
        return value.Kind == FeelKind.List ? [.. value.AsList()] : null;
    }
}
