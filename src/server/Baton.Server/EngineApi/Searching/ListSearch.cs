using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Runtime.Search;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Searches a short list that is in memory, whose fields are all texts, as the engine's tables are searched in the database.</summary>
internal static class ListSearch
{
    /// <exception cref="BadHttpRequestException">The cursor was not given by a search.</exception>
    public static SearchAnswer<T> Run<T>(IEnumerable<T> all, SearchRequest request, Func<T, string, string?> field)
    {
        List<T> found = [.. Sorted(all.Where(item => request.Filter is not { } filter || Holds(filter, name => field(item, name))))];
        Page page = request.Page;
        int from =
            page.Before is { } before ? Math.Max(0, Position(before) - page.Limit)
            : page.After is { } after ? Position(after) + 1
            : page.From ?? 0;
        int limit = page.Before is { } end ? Math.Min(page.Limit, Position(end)) : page.Limit;
        T[] items = [.. found.Skip(from).Take(limit)];
        return new(
            items,
            new PageAnswer(
                found.Count,
                false,
                items.Length > 0 ? Cursor(from) : null,
                items.Length > 0 ? Cursor(from + items.Length - 1) : null
            )
        );

        IEnumerable<T> Sorted(IEnumerable<T> items) =>
            request
                .Sort.Reverse()
                .Aggregate(
                    items,
                    (rows, sort) =>
                        sort.Descending
                            ? rows.OrderByDescending(item => field(item, sort.Field), StringComparer.Ordinal)
                            : rows.OrderBy(item => field(item, sort.Field), StringComparer.Ordinal)
                );
    }

    private static bool Holds(Filter filter, Func<string, string?> field) =>
        filter switch
        {
            Filter.All all => all.Filters.All(each => Holds(each, field)),
            Filter.Any any => any.Filters.Any(each => Holds(each, field)),
            Filter.Where where => Holds(where, field(where.Field)),
            _ => false,
        };

    private static bool Holds(Filter.Where where, string? value) =>
        where.Operator switch
        {
            Operator.Eq or Operator.In => where.Values.Contains(value),
            Operator.Neq or Operator.NotIn => !where.Values.Contains(value),
            Operator.Exists => Equals(where.Values[0], value is not null),
            Operator.Like => value is not null && IsLike(value, (string)where.Values[0]!),
            _ => false,
        };

    private static bool IsLike(string value, string pattern)
    {
        string expression = Regex
            .Escape(pattern)
            .Replace(@"\\\*", "\0", StringComparison.Ordinal)
            .Replace(@"\\\?", "\u0001", StringComparison.Ordinal)
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal)
            .Replace("\0", @"\*", StringComparison.Ordinal)
            .Replace("\u0001", @"\?", StringComparison.Ordinal);
        return Regex.IsMatch(
            value,
            $"^{expression}$",
            RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
    }

    private static string Cursor(int position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int Position(string cursor)
    {
        var bytes = new byte[16];
        return
            Convert.TryFromBase64String(cursor, bytes, out int length)
            && int.TryParse(bytes.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position
            : throw SearchReader.Wrong("page", "has a cursor that was not given by a search");
    }
}
