using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>A kind of row that can be searched: where it lies, which fields it has, how it is read.</summary>
/// <param name="Key">The column of its key; decides what the order leaves open.</param>
/// <param name="Columns">What is read, in the order in which <paramref name="Row"/> takes it. {now} stands for the current instant.</param>
/// <param name="From">The tables; the main one is called t.</param>
/// <param name="Fields">What callers may name in filters and orders.</param>
/// <param name="Row">Reads a row.</param>
/// <param name="Variables">How variables of a row are found; null when they cannot be searched by.</param>
internal sealed record SearchTable<T>(
    string Key,
    string Columns,
    string From,
    IReadOnlyDictionary<string, SearchField> Fields,
    Func<DbDataReader, T> Row,
    string? Variables = null
)
{
    /// <summary>
    /// Stands in <see cref="From"/> for the condition of the request, where that decides which rows are counted and not which counts are shown.
    /// </summary>
    public const string Counted = "{counted}";

    /// <summary>The row with this key, or none.</summary>
    public List<T> Find(DbConnection connection, long key, long now) =>
        connection.List(Row, At($"SELECT {Columns} FROM {From} WHERE {Key} = @p0", now), key);

    public SearchResult<T> Run(DbConnection connection, SearchRequest request, long now)
    {
        var query = Query(request, now);
        var total = connection.Number(query.Count, [.. query.CountValues]) ?? 0;
        var rows = new List<(T Row, string Cursor)>();
        using (var command = connection.Command(query.Rows, [.. query.RowValues]))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add((Row(reader), Cursor(reader, query.OrderLength)));
            }
        }
        if (request.Page.Before is not null)
        {
            rows.Reverse();
        }
        return new(
            [.. rows.Select(row => row.Row)],
            Math.Min(total, Page.MaxTotal),
            rows.Count > 0 ? rows[0].Cursor : null,
            rows.Count > 0 ? rows[^1].Cursor : null,
            total > Page.MaxTotal
        );
    }

    /// <summary>What a search asks the database.</summary>
    /// <exception cref="FilterException">The request names what this table does not have.</exception>
    public SearchQuery Query(SearchRequest request, long now)
    {
        var page = Checked(request.Page);
        var filter = new FilterSql(Fields, Variables);
        var condition = request.Filter is null ? "1 = 1" : filter.Condition(request.Filter);
        var from = From.Replace(Counted, condition, StringComparison.Ordinal);
        condition = from == From ? condition : "1 = 1";
        var count = $"SELECT COUNT(*) FROM (SELECT 1 FROM {from} WHERE {condition} LIMIT {Page.MaxTotal + 1}) counted";
        object?[] countValues = [.. filter.Values];
        var order = Order(request, filter);
        var backwards = page.Before is not null;
        if ((page.After ?? page.Before) is { } cursor)
        {
            condition += " AND " + Beyond(order, Cursor(cursor, order), filter, backwards);
        }
        var rows =
            $"SELECT {Columns}, {string.Join(", ", order.Select(part => part.Expression))} FROM {from} WHERE {condition} "
            + $"ORDER BY {string.Join(", ", order.Select(part => part.Expression + (part.Descending != backwards ? " DESC" : " ASC")))} "
            + $"LIMIT {filter.Parameter((long)page.Limit)} OFFSET {filter.Parameter((long)(page.From ?? 0))}";
        return new(At(count, now), countValues, At(rows, now), filter.Values, order.Count);
    }

    private List<(string Expression, bool Descending)> Order(SearchRequest request, FilterSql filter)
    {
        var order = new List<(string, bool)>();
        foreach (var sort in request.Sort)
        {
            var field = filter.Field(sort.Field);
            if (field.Within is not null || field.Kind == FieldKind.Tags)
            {
                throw new FilterException(sort.Field, $"Rows cannot be sorted by '{sort.Field}'.");
            }
            order.Add((field.SortExpression, sort.Descending));
        }
        order.Add((Key, request.Sort.Count > 0 && request.Sort[^1].Descending));
        return order;
    }

    /// <summary>The rows on the far side of a cursor: greater in the first field that differs.</summary>
    private static string Beyond(List<(string Expression, bool Descending)> order, object[] values, FilterSql filter, bool backwards)
    {
        var parts = new List<string>();
        for (var i = 0; i < order.Count; i++)
        {
            var equal = Enumerable.Range(0, i).Select(at => $"{order[at].Expression} = {filter.Parameter(values[at])}");
            var greater = $"{order[i].Expression} {(order[i].Descending != backwards ? "<" : ">")} {filter.Parameter(values[i])}";
            parts.Add("(" + string.Join(" AND ", equal.Append(greater)) + ")");
        }
        return "(" + string.Join(" OR ", parts) + ")";
    }

    private static string Cursor(DbDataReader reader, int count)
    {
        var values = new object[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = reader.GetValue(reader.FieldCount - count + i);
        }
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(values));
    }

    private static object[] Cursor(string cursor, List<(string Expression, bool Descending)> order)
    {
        try
        {
            var values = JsonSerializer.Deserialize<JsonElement[]>(Convert.FromBase64String(cursor))!;
            if (values.Length == order.Count)
            {
                return [.. values.Select(value => value.ValueKind == JsonValueKind.Number ? (object)value.GetInt64() : value.GetString()!)];
            }
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            // Falls through to the one answer for all cursors that are not ours.
        }
        throw new FilterException("page", "The cursor was not given by a search with the same order.");
    }

    private static Page Checked(Page page)
    {
        if (page.Limit is < 0 or > Page.MaxLimit)
        {
            throw new FilterException("page.limit", $"Expected a limit of 0 to {Page.MaxLimit}, but got {page.Limit}.");
        }
        if (page.From is < 0)
        {
            throw new FilterException("page.from", "Expected a start of 0 or more, but it is negative.");
        }
        if ((page.From is null ? 0 : 1) + (page.After is null ? 0 : 1) + (page.Before is null ? 0 : 1) > 1)
        {
            throw new FilterException("page", "Expected only one of from, after and before.");
        }
        return page;
    }

    private static string At(string sql, long now) =>
        sql.Replace("{now}", now.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

/// <summary>The two statements of a search: how many rows there are, and those of a page with the values of their order at the end.</summary>
internal sealed record SearchQuery(
    string Count,
    IReadOnlyList<object?> CountValues,
    string Rows,
    IReadOnlyList<object?> RowValues,
    int OrderLength
);
