using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Words;

/// <summary>The rows that have every piece of a text; all rows for a text without pieces.</summary>
/// <param name="pieces">Folded, without spaces.</param>
/// <param name="few">The keys that come into question where they are few.</param>
/// <param name="many">The keys that come into question where they are many.</param>
internal sealed class WordFilter(IReadOnlyList<string> pieces, List<long>? few, IQueryable<long>? many)
{
    /// <summary>The keys that come into question are known, and few.</summary>
    public bool IsFew => few is not null;

    /// <summary>The keys that come into question where they are few; none otherwise.</summary>
    public IReadOnlyList<long> Few => few ?? [];

    /// <summary>The same filter, of which only these keys come into question any more.</summary>
    public WordFilter Among(IEnumerable<long> keys) => new(pieces, [.. keys], null);

    /// <summary>So many rows come into question that counting them would take long.</summary>
    public bool IsMany => pieces.Count > 0 && few is null;

    /// <summary>Those of the rows that have the words. The index tells which can have them, the text of each which do.</summary>
    public IQueryable<T> Of<T>(IQueryable<T> rows)
        where T : class, ISearched
    {
        if (few is not null)
            rows = rows.Where(row => EF.Parameter(few).Contains(row.Key));
        if (many is not null)
            rows = rows.Where(row => many.Contains(row.Key));
        return pieces.Aggregate(rows, (narrowed, piece) => narrowed.Where(row => row.SearchText.Contains(piece)));
    }
}
