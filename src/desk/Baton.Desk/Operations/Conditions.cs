using Baton.Runtime.Search;

namespace Baton.Desk.Operations;

/// <summary>Puts what a list asks into a search of the engine, and its rows into a page.</summary>
internal static class Conditions
{
    /// <summary>Adds a condition for each field that has a value.</summary>
    public static void Add(List<Filter> conditions, params ReadOnlySpan<(string Field, string? Value)> values)
    {
        foreach (var (field, value) in values)
        {
            if (!string.IsNullOrEmpty(value))
                conditions.Add(new Filter.Where(field, value));
        }
    }

    /// <summary>The newest first: keys grow with time.</summary>
    public static SearchRequest Newest(IReadOnlyList<Filter> conditions, string key, string? cursor, int limit) =>
        new()
        {
            Filter = new Filter.All(conditions),
            Sort = [new SortField(key, Descending: true)],
            Page = new() { Limit = limit, After = string.IsNullOrEmpty(cursor) ? null : cursor },
        };

    public static Page<TLine> Page<TRow, TLine>(SearchResult<TRow> found, int limit, Func<TRow, TLine> line) =>
        new([.. found.Items.Select(line)], found.Items.Count == limit ? found.EndCursor : null)
        {
            Total = (int)found.TotalItems,
            IsTotalMore = found.HasMoreTotalItems,
        };
}
