using Baton.Desk.Cases.Involvement;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>Cases that the database reads in their order by one index.</summary>
/// <param name="Cases">The cases; with <paramref name="By"/> those of them in which it has a row.</param>
/// <param name="By">Where it names the cases, one row for each, in the order of their opening.</param>
internal sealed record CasePart(IQueryable<Case> Cases, IQueryable<CaseInvolvement>? By = null)
{
    /// <summary>Those that fit a condition as well.</summary>
    public CasePart Where(Func<IQueryable<Case>, IQueryable<Case>> narrow) => this with { Cases = narrow(Cases) };

    /// <summary>The next rows after a position.</summary>
    public IQueryable<Case> Sorted(CaseSort sort, Cursor? after) =>
        By is { } by && sort.Field == CaseSortField.OpenedAt
            ? sort.Apply(
                by.Join(
                    Cases,
                    one => one.CaseKey,
                    row => row.Key,
                    (one, row) =>
                        new PlacedCase
                        {
                            Key = one.CaseKey,
                            OpenedAt = one.OpenedAt,
                            Case = row,
                        }
                ),
                after
            )
            : sort.Apply(All(), after);

    /// <summary>The keys alone, in no order.</summary>
    public IQueryable<long> Keys() => By is { } by && Cases is DbSet<Case> ? by.Select(row => row.CaseKey) : All().Select(row => row.Key);

    /// <summary>Of some keys those that are in it.</summary>
    public IQueryable<long> Among(IReadOnlyList<long> keys) =>
        By is { } by && Cases is DbSet<Case>
            ? by.Where(row => EF.Parameter(keys).Contains(row.CaseKey)).Select(row => row.CaseKey)
            : All().Where(row => EF.Parameter(keys).Contains(row.Key)).Select(row => row.Key);

    /// <summary>The keys of those that were opened in a stretch of time, in that order.</summary>
    public IQueryable<long> OpenedIn(Stretch stretch)
    {
        var (from, to) = (stretch.From, stretch.To);
        return By is { } by && Cases is DbSet<Case>
            ? by.Where(row => row.OpenedAt >= from && row.OpenedAt < to).OrderBy(row => row.OpenedAt).Select(row => row.CaseKey)
            : All().Where(row => row.OpenedAt >= from && row.OpenedAt < to).OrderBy(row => row.OpenedAt).Select(row => row.Key);
    }

    private IQueryable<Case> All() => By is { } by ? Cases.Where(row => by.Any(one => one.CaseKey == row.Key)) : Cases;
}

/// <summary>A case at its place among others, as the index has it that it is found by.</summary>
internal sealed class PlacedCase
{
    public required long Key { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required Case Case { get; init; }
}
