using System.Globalization;

namespace Baton.Desk.Cases;

/// <summary>How a list of cases is ordered and where it goes on. The key breaks ties, so that no row is lost between pages.</summary>
internal sealed record CaseSort(CaseSortField Field, bool Descending)
{
    public static CaseSort Parse(string? text)
    {
        var descending = text is null || text.StartsWith('-');
        var field = text?.TrimStart('-').ToUpperInvariant() switch
        {
            "UPDATEDAT" => CaseSortField.UpdatedAt,
            "FAXAT" => CaseSortField.FaxAt,
            "NUMBER" => CaseSortField.Number,
            _ => CaseSortField.OpenedAt,
        };
        return new(field, descending);
    }

    /// <summary>As they were opened, the last one first.</summary>
    public bool IsNewestFirst => Field == CaseSortField.OpenedAt && Descending;

    /// <summary>Of cases opened since an instant some come after a position; with no position all do.</summary>
    public static bool IsReached(Cursor? after, DateTimeOffset since) => At(after) is not { } at || since <= at;

    public Cursor After(Case row) =>
        Field switch
        {
            CaseSortField.Number => new(row.Number, row.Key),
            CaseSortField.UpdatedAt => new(Text(row.UpdatedAt), row.Key),
            CaseSortField.FaxAt => new(Text(row.FaxAt!.Value), row.Key),
            _ => new(Text(row.OpenedAt), row.Key),
        };

    public IQueryable<Case> Apply(IQueryable<Case> query, Cursor? cursor) =>
        Field switch
        {
            CaseSortField.Number => ByNumber(query, cursor),
            CaseSortField.UpdatedAt => ByUpdate(query, cursor),
            CaseSortField.FaxAt => ByFax(query.Where(row => row.FaxAt != null), cursor),
            _ => ByOpening(query, cursor),
        };

    /// <summary>The order of opening, by the index that has the places.</summary>
    public IQueryable<Case> Apply(IQueryable<PlacedCase> query, Cursor? cursor)
    {
        if (At(cursor) is { } at)
        {
            var key = cursor!.Key;
            query = Descending
                ? query.Where(row => row.OpenedAt < at || (row.OpenedAt == at && row.Key < key))
                : query.Where(row => row.OpenedAt > at || (row.OpenedAt == at && row.Key > key));
        }
        var sorted = Descending
            ? query.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Key)
            : query.OrderBy(row => row.OpenedAt).ThenBy(row => row.Key);
        return sorted.Select(row => row.Case);
    }

    /// <summary>The same order, of rows that were read.</summary>
    public IEnumerable<Case> Apply(IEnumerable<Case> rows)
    {
        var ascending = Field switch
        {
            CaseSortField.Number => rows.OrderBy(row => row.Number, StringComparer.Ordinal),
            CaseSortField.UpdatedAt => rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Key),
            CaseSortField.FaxAt => rows.OrderBy(row => row.FaxAt).ThenBy(row => row.Key),
            _ => rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Key),
        };
        return Descending ? ascending.Reverse() : ascending;
    }

    private IQueryable<Case> ByNumber(IQueryable<Case> query, Cursor? cursor)
    {
        if (cursor?.Value is { } last)
            query = Descending ? query.Where(row => row.Number.CompareTo(last) < 0) : query.Where(row => row.Number.CompareTo(last) > 0);
        return Descending ? query.OrderByDescending(row => row.Number) : query.OrderBy(row => row.Number);
    }

    private IQueryable<Case> ByOpening(IQueryable<Case> query, Cursor? cursor)
    {
        if (At(cursor) is { } at)
        {
            var key = cursor!.Key;
            query = Descending
                ? query.Where(row => row.OpenedAt < at || (row.OpenedAt == at && row.Key < key))
                : query.Where(row => row.OpenedAt > at || (row.OpenedAt == at && row.Key > key));
        }
        return Descending
            ? query.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Key)
            : query.OrderBy(row => row.OpenedAt).ThenBy(row => row.Key);
    }

    private IQueryable<Case> ByUpdate(IQueryable<Case> query, Cursor? cursor)
    {
        if (At(cursor) is { } at)
        {
            var key = cursor!.Key;
            query = Descending
                ? query.Where(row => row.UpdatedAt < at || (row.UpdatedAt == at && row.Key < key))
                : query.Where(row => row.UpdatedAt > at || (row.UpdatedAt == at && row.Key > key));
        }
        return Descending
            ? query.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Key)
            : query.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Key);
    }

    private IQueryable<Case> ByFax(IQueryable<Case> query, Cursor? cursor)
    {
        if (At(cursor) is { } at)
        {
            var key = cursor!.Key;
            query = Descending
                ? query.Where(row => row.FaxAt < at || (row.FaxAt == at && row.Key < key))
                : query.Where(row => row.FaxAt > at || (row.FaxAt == at && row.Key > key));
        }
        return Descending
            ? query.OrderByDescending(row => row.FaxAt).ThenByDescending(row => row.Key)
            : query.OrderBy(row => row.FaxAt).ThenBy(row => row.Key);
    }

    private static DateTimeOffset? At(Cursor? cursor) =>
        long.TryParse(cursor?.Value, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static string Text(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>What cases can be sorted by.</summary>
internal enum CaseSortField
{
    OpenedAt,
    UpdatedAt,
    FaxAt,
    Number,
}
