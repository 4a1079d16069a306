namespace Baton.Desk.Versions.Differences;

/// <summary>
/// Which element of a later version is which of an earlier one: the one of the same id; of those left over the one of the same kind that bears its
/// name or stands at its place in the flow, where there is only one such.
/// </summary>
internal static class ElementMatching
{
    private const int SameName = 4;
    private const int SameNeighbour = 2;
    private const int SameHost = 3;
    private const int SameScope = 1;

    /// <summary>The name and the scope, or what comes before and what comes behind and the scope.</summary>
    private const int Enough = SameNeighbour + SameNeighbour + SameScope;

    public static Dictionary<string, string> Between(ProcessShape before, ProcessShape after)
    {
        var matches = before
            .Elements.Where(one => after.Find(one.Id) is { } same && same.IsFlow == one.IsFlow)
            .ToDictionary(one => one.Id, one => one.Id, StringComparer.Ordinal);
        // A pair found may be the neighbour by which the next one is known.
        while (Propose(before, after, matches)) { }
        MatchFlows(before, after, matches);
        return matches;
    }

    private static bool Propose(ProcessShape before, ProcessShape after, Dictionary<string, string> matches)
    {
        var taken = matches.Values.ToHashSet(StringComparer.Ordinal);
        var gone = before.Elements.Where(one => !one.IsFlow && !matches.ContainsKey(one.Id)).ToList();
        var added = after.Elements.Where(one => !one.IsFlow && !taken.Contains(one.Id)).ToList();
        var pairs = (
            from old in gone
            from fresh in added
            where old.BroadKind == fresh.BroadKind
            let score = Score(old, fresh, matches)
            where score >= Enough
            orderby score descending
            select (Old: old.Id, Fresh: fresh.Id, Score: score)
        ).ToList();
        foreach (var pair in pairs)
        {
            // Two that are equally good are no proposal but a guess.
            if (pairs.Exists(one => one != pair && one.Score >= pair.Score && (one.Old == pair.Old || one.Fresh == pair.Fresh)))
                continue;
            matches.Add(pair.Old, pair.Fresh);
            return true;
        }
        return false;
    }

    private static int Score(ShapeElement old, ShapeElement fresh, Dictionary<string, string> matches)
    {
        var score = 0;
        if (!string.IsNullOrWhiteSpace(old.Name) && string.Equals(old.Name.Trim(), fresh.Name?.Trim(), StringComparison.OrdinalIgnoreCase))
            score += SameName;
        if (Shares(old.Before, fresh.Before, matches))
            score += SameNeighbour;
        if (Shares(old.Behind, fresh.Behind, matches))
            score += SameNeighbour;
        if (old.AttachedTo is { } host && matches.GetValueOrDefault(host) == fresh.AttachedTo)
            score += SameHost;
        if (old.Scope is null ? fresh.Scope is null : matches.GetValueOrDefault(old.Scope) == fresh.Scope)
            score += SameScope;
        return score;
    }

    private static bool Shares(IReadOnlyList<string> old, IReadOnlyList<string> fresh, Dictionary<string, string> matches) =>
        old.Any(one => matches.TryGetValue(one, out var match) && fresh.Contains(match, StringComparer.Ordinal));

    private static void MatchFlows(ProcessShape before, ProcessShape after, Dictionary<string, string> matches)
    {
        var taken = matches.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var old in before.Elements.Where(one => one.IsFlow && !matches.ContainsKey(one.Id)).ToList())
        {
            var (source, target) = (matches.GetValueOrDefault(old.Before[0]), matches.GetValueOrDefault(old.Behind[0]));
            var same = after.Elements.FirstOrDefault(one =>
                one.IsFlow && !taken.Contains(one.Id) && one.Before[0] == source && one.Behind[0] == target
            );
            if (same is not null && taken.Add(same.Id))
                matches.Add(old.Id, same.Id);
        }
    }
}
