using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>The cases that a search finds and that its user may read.</summary>
/// <param name="parts">As <see cref="CaseGuard.ReadableParts"/> has them; a case may be in several.</param>
/// <param name="isMany">So many cases come into question that counting them would take long.</param>
internal sealed class FoundCases(IReadOnlyList<IQueryable<Case>> parts, bool isMany)
{
    private const int CountMax = 10_000;

    /// <summary>The next rows after a position.</summary>
    public async Task<List<Case>> Read(CaseSort sort, Cursor? after, int count, CancellationToken ct)
    {
        var rows = new List<Case>();
        foreach (var part in parts)
            rows.AddRange(await sort.Apply(part, after).Take(count).ToListAsync(ct));
        return parts.Count == 1 ? rows : [.. sort.Apply(rows.DistinctBy(row => row.Key)).Take(count)];
    }

    /// <summary>How many there are, up to a number.</summary>
    public Task<int> Count(int max, CancellationToken ct) =>
        parts.Select(part => part.Select(row => row.Key).Take(max)).Aggregate((all, part) => all.Union(part)).Take(max).CountAsync(ct);

    /// <summary>Says on a first page how many there are. A long list is not counted to its end, one of many candidates not at all.</summary>
    public async Task<Page<T>> Counted<T>(Page<T> first, CancellationToken ct)
    {
        if (first.NextCursor is null || isMany)
            return first with { Total = first.Items.Count, IsTotalMore = first.NextCursor is not null };
        var total = await Count(CountMax + 1, ct);
        return first with { Total = Math.Min(total, CountMax), IsTotalMore = total > CountMax };
    }
}
