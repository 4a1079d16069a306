using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>The cases that a search finds and that its user may read.</summary>
internal sealed class FoundCases
{
    private const int CountMax = 10_000;

    private readonly Parts _all;
    private readonly NewestFirst? _newest;

    /// <param name="parts">As <see cref="CaseGuard.ReadableParts"/> has them; a case may be in several.</param>
    /// <param name="isMany">So many cases come into question that counting them would take long.</param>
    public FoundCases(IReadOnlyList<CasePart> parts, bool isMany) => _all = new(parts, isMany);

    /// <summary>Of very many, in stretches of time, the newest first.</summary>
    /// <param name="newest">By which they are read.</param>
    public FoundCases(NewestFirst newest) => (_newest, _all) = (newest, new([], true));

    /// <summary>The next rows after a position.</summary>
    public async Task<List<Case>> Read(CaseSort sort, Cursor? after, int count, CancellationToken ct)
    {
        if (_newest is null)
            return await _all.Read(sort, after, count, ct);
        var rows = new List<Case>();
        foreach (var stretch in _newest.Stretches.Where(one => CaseSort.IsReached(after, one.From)))
        {
            var found = await _newest.Of(stretch);
            rows.AddRange(await new Parts(found, true).Read(sort, after, count - rows.Count, ct));
            if (rows.Count >= count)
                break;
        }
        return rows;
    }

    /// <summary>How many there are, up to a number.</summary>
    public async Task<int> Count(int max, CancellationToken ct)
    {
        if (_newest is null)
            return await _all.Count(max, ct);
        var count = 0;
        foreach (var stretch in _newest.Stretches)
        {
            count += await new Parts(await _newest.Of(stretch), true).Count(max - count, ct);
            if (count >= max)
                break;
        }
        return count;
    }

    /// <summary>Says on a first page how many there are. A long list is not counted to its end, one of many candidates not at all.</summary>
    public async Task<Page<T>> Counted<T>(Page<T> first, CancellationToken ct)
    {
        if (first.NextCursor is null || _all.IsMany)
            return first with { Total = first.Items.Count, IsTotalMore = first.NextCursor is not null };
        var total = await Count(CountMax + 1, ct);
        return first with { Total = Math.Min(total, CountMax), IsTotalMore = total > CountMax };
    }

    /// <summary>How the newest of very many are read.</summary>
    /// <param name="Stretches">Of time, the newest first; no case is in two.</param>
    /// <param name="Of">The cases of a stretch, in parts.</param>
    internal sealed record NewestFirst(IReadOnlyList<Stretch> Stretches, Func<Stretch, Task<IReadOnlyList<CasePart>>> Of);

    private sealed record Parts(IReadOnlyList<CasePart> Each, bool IsMany)
    {
        public async Task<List<Case>> Read(CaseSort sort, Cursor? after, int count, CancellationToken ct)
        {
            var rows = new List<Case>();
            foreach (var part in Each)
                rows.AddRange(await part.Sorted(sort, after).Take(count).ToListAsync(ct));
            return Each.Count == 1 ? rows : [.. sort.Apply(rows.DistinctBy(row => row.Key)).Take(count)];
        }

        public Task<int> Count(int max, CancellationToken ct) =>
            Each.Select(part => part.Keys().Take(max)).Aggregate((all, part) => all.Union(part)).Take(max).CountAsync(ct);
    }
}
