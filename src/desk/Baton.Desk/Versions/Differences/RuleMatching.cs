namespace Baton.Desk.Versions.Differences;

/// <summary>A rule in both tables, or in one.</summary>
internal sealed record RulePair(TableRow? Old, TableRow? Fresh, bool IsMoved);

/// <summary>Which rule is which: the one of the same id, else one that says the same, else one of which at least half of the cells are the same.</summary>
internal static class RuleMatching
{
    public static IReadOnlyList<RulePair> Between(IReadOnlyList<TableRow> before, IReadOnlyList<TableRow> after)
    {
        var origin = new int?[after.Count];
        var left = Enumerable.Range(0, before.Count).ToList();
        Take((old, fresh) => old.Rule.Id is { Length: > 0 } id && id == fresh.Rule.Id);
        Take((old, fresh) => old.Cells.SequenceEqual(fresh.Cells, StringComparer.Ordinal));
        Take((old, fresh) => Alike(old, fresh) * 2 >= old.Cells.Length);
        var inOrder = InOrder(origin);
        var pairs = new List<RulePair>();
        var next = 0;
        for (var at = 0; at < after.Count; at++)
        {
            if (origin[at] is { } was && inOrder.Contains(at))
            {
                // What is gone stands before the rule that it stood before.
                pairs.AddRange(left.Where(one => one >= next && one < was).Select(one => new RulePair(before[one], null, false)));
                next = was;
            }
            pairs.Add(new(origin[at] is { } old ? before[old] : null, after[at], origin[at] is not null && !inOrder.Contains(at)));
        }
        pairs.AddRange(left.Where(one => one >= next).Select(one => new RulePair(before[one], null, false)));
        return pairs;

        void Take(Func<TableRow, TableRow, bool> same)
        {
            for (var at = 0; at < after.Count; at++)
            {
                if (origin[at] is not null)
                    continue;
                var found = left.FindIndex(one => same(before[one], after[at]));
                if (found < 0)
                    continue;
                origin[at] = left[found];
                left.RemoveAt(found);
            }
        }
    }

    private static int Alike(TableRow old, TableRow fresh) =>
        old.Cells.Where((cell, at) => cell is not null && cell == fresh.Cells[at]).Count();

    /// <summary>The greatest number of rules that kept their order; the others were moved.</summary>
    private static HashSet<int> InOrder(int?[] origin)
    {
        var length = new int[origin.Length];
        var previous = new int[origin.Length];
        var best = -1;
        for (var at = 0; at < origin.Length; at++)
        {
            (length[at], previous[at]) = (origin[at] is null ? 0 : 1, -1);
            for (var earlier = 0; earlier < at && origin[at] is not null; earlier++)
            {
                if (origin[earlier] < origin[at] && length[earlier] + 1 > length[at])
                    (length[at], previous[at]) = (length[earlier] + 1, earlier);
            }
            if (length[at] > 0 && (best < 0 || length[at] > length[best]))
                best = at;
        }
        var kept = new HashSet<int>();
        for (; best >= 0; best = previous[best])
            kept.Add(best);
        return kept;
    }
}
