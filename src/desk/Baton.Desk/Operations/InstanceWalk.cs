using System.Globalization;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Desk.Operations;

/// <summary>
/// Walks from the newest instance backwards. Each version and state by itself follows an index in the order in which instances began, so that the
/// newest of them are found without sorting all; what they find is merged. Where a variable is looked for, which no index knows, a walk goes so far
/// and no further, and the next page goes on from there.
/// </summary>
internal sealed class InstanceWalk(EngineSearch search)
{
    /// <summary>So many instances at most are asked for a variable for one page.</summary>
    public const int Stretch = 25_000;

    /// <summary>More versions than that are asked as one.</summary>
    private const int MostVersions = 100;

    private const string ByBeginning = "startDate";
    private const string ByKey = "processInstanceKey";
    private const string ByRoot = "rootProcessInstanceKey";
    private const string ByStandingRoot = "standingRootKey";

    /// <param name="filter">Which instances.</param>
    /// <param name="after">Where the page before ended, see <see cref="TryRead"/>; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Outcome<Page<ProcessInstanceRow>>> Page(
        InstanceFilter filter,
        (long Place, long Key)? after,
        int limit,
        CancellationToken ct
    )
    {
        var definitions = await filter.Definitions(search, ct);
        var isRunning = filter.State is null or "" or InstanceFilter.Active;
        var standing = filter.Element is { Length: > 0 } && isRunning;
        var isStretched = filter.Variable is { Length: > 0 };
        var end = isStretched ? await search.RootBack(after?.Place ?? long.MaxValue, Stretch, ct) : null;
        var rows = new List<ProcessInstanceRow>();
        var (total, isMore) = (0L, end is not null || (isStretched && after is not null));
        var parts = standing ? null : Parts(filter, definitions ?? await Ended(filter, ct));
        var order =
            standing ? ByStandingRoot
            : isStretched ? ByRoot
            : parts is null && filter.State == InstanceFilter.Active ? ByKey
            : ByBeginning;
        foreach (var part in parts ?? [filter.ToEngine(definitions, standing)])
        {
            var request = Request(part, order, after, isStretched ? (after?.Place, end) : null, limit);
            var found = standing ? await search.StandingInstances(request, ct) : await search.ProcessInstances(request, ct);
            if (found.Problem is { } wrong)
                return wrong;
            rows.AddRange(found.Value.Items);
            (total, isMore) = (total + found.Value.TotalItems, isMore || found.Value.HasMoreTotalItems);
        }
        rows = [.. rows.OrderByDescending(row => Place(row, order)).ThenByDescending(row => row.ProcessInstanceKey).Take(limit)];
        var next =
            rows.Count == limit ? Write(Place(rows[^1], order), rows[^1].ProcessInstanceKey)
            : end is { } root ? Write(root, long.MaxValue)
            : null;
        return new Page<ProcessInstanceRow>(rows, next)
        {
            Total = (int)Math.Min(total, Baton.Runtime.Search.Page.MaxTotal),
            IsTotalMore = isMore || total > Baton.Runtime.Search.Page.MaxTotal,
        };
    }

    private static long Place(ProcessInstanceRow row, string order) =>
        order switch
        {
            ByBeginning => row.StartDate.ToUnixTimeMilliseconds(),
            ByKey => row.ProcessInstanceKey,
            _ => row.RootProcessInstanceKey,
        };

    /// <summary>Ended instances of any process are found by versions, as only those have an index with the state.</summary>
    private async Task<IReadOnlyList<long>?> Ended(InstanceFilter filter, CancellationToken ct)
    {
        if (filter.State is null or "" or InstanceFilter.Active)
            return null;
        var all = await search.ProcessDefinitions(new() { Page = new() { Limit = MostVersions + 1 } }, ct);
        return all.Value.Items.Count > MostVersions ? null : [.. all.Value.Items.Select(row => row.ProcessDefinitionKey)];
    }

    /// <summary>Each version in each state; null where they are too many, or all are asked for.</summary>
    private static IReadOnlyList<Filter>? Parts(InstanceFilter filter, IReadOnlyList<long>? definitions)
    {
        if (definitions is null or { Count: > MostVersions })
            return null;
        IEnumerable<string> states = string.IsNullOrEmpty(filter.State) ? InstanceFilter.States : [filter.State];
        return
        [
            .. from definition in definitions
            from state in states
            select (filter with { State = state }).ToEngine([definition], standing: false),
        ];
    }

    /// <param name="part">Which instances.</param>
    /// <param name="order">By what they are walked through.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="stretch">The roots between which instances are asked one by one; it bounds the count as well.</param>
    /// <param name="limit">How many at most.</param>
    private static SearchRequest Request(
        Filter part,
        string order,
        (long Place, long Key)? after,
        (long? Begin, long? End)? stretch,
        int limit
    )
    {
        var conditions = new List<Filter> { part };
        if (stretch?.Begin is { } first)
            conditions.Add(new Filter.Where(order, Operator.Lte, [first]));
        if (stretch?.End is { } last)
            conditions.Add(new Filter.Where(order, Operator.Gt, [last]));
        return new()
        {
            Filter = new Filter.All(conditions),
            Sort = [new SortField(order, Descending: true)],
            Page = new() { Limit = limit, After = after is { } from ? Baton.Runtime.Search.Page.CursorOf(from.Place, from.Key) : null },
        };
    }

    private static string Write(long place, long key) => string.Create(CultureInfo.InvariantCulture, $"{place}-{key}");

    /// <summary>Null begins with the newest; false where it was not given by a list.</summary>
    public static bool TryRead(string? cursor, out (long Place, long Key)? position)
    {
        position = null;
        if (string.IsNullOrEmpty(cursor))
            return true;
        var dash = cursor.IndexOf('-', StringComparison.Ordinal);
        if (
            dash < 0
            || !long.TryParse(cursor.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            || !long.TryParse(cursor.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
        )
            return false;
        position = (place, key);
        return true;
    }
}
