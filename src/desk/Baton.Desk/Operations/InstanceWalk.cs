using System.Globalization;
using Baton.Runtime;
using Baton.Runtime.Search;

namespace Baton.Desk.Operations;

/// <summary>
/// Walks from the newest instance backwards. Each version and state by itself follows an index in the order of the keys, so that the newest of them
/// are found without sorting all; what they find is merged. Where a variable is looked for, which no index knows, a walk goes so far and no further,
/// and the next page goes on from there.
/// </summary>
internal sealed class InstanceWalk(EngineSearch search)
{
    /// <summary>So many instances at most are asked for a variable for one page.</summary>
    public const int Stretch = 25_000;

    /// <summary>More versions than that are asked as one.</summary>
    private const int MostVersions = 100;

    public async Task<Outcome<Page<ProcessInstanceRow>>> Page(
        InstanceFilter filter,
        (long Root, long Key)? after,
        int limit,
        CancellationToken ct
    )
    {
        var definitions = await filter.Definitions(search, ct);
        var standing = filter.Element is { Length: > 0 } && filter.State is null or "" or InstanceFilter.Active;
        var isStretched = filter.Variable is { Length: > 0 };
        var end = isStretched ? await search.RootBack(after?.Root ?? long.MaxValue, Stretch, ct) : null;
        var rows = new List<ProcessInstanceRow>();
        var (total, isMore) = (0L, end is not null || (isStretched && after is not null));
        var parts = standing ? [(filter.ToEngine(definitions, standing), true)] : Parts(filter, definitions ?? await Ended(filter, ct));
        foreach (var (part, ordered) in parts)
        {
            var request = Request(part, standing, ordered || isStretched, isStretched ? after : null, after, end, limit);
            var found = standing ? await search.StandingInstances(request, ct) : await search.ProcessInstances(request, ct);
            if (found.Problem is { } wrong)
                return wrong;
            rows.AddRange(found.Value.Items);
            (total, isMore) = (total + found.Value.TotalItems, isMore || found.Value.HasMoreTotalItems);
        }
        if (parts is not [(_, false)] || isStretched)
            rows =
            [
                .. rows.OrderByDescending(row => row.RootProcessInstanceKey).ThenByDescending(row => row.ProcessInstanceKey).Take(limit),
            ];
        var next =
            rows.Count == limit ? Write(rows[^1].RootProcessInstanceKey, rows[^1].ProcessInstanceKey)
            : end is { } root ? Write(root, long.MaxValue)
            : null;
        return new Page<ProcessInstanceRow>(rows, next)
        {
            Total = (int)Math.Min(total, Baton.Runtime.Search.Page.MaxTotal),
            IsTotalMore = isMore || total > Baton.Runtime.Search.Page.MaxTotal,
        };
    }

    /// <summary>Ended instances of any process are found by versions, as only those have an index with the state.</summary>
    private async Task<IReadOnlyList<long>?> Ended(InstanceFilter filter, CancellationToken ct)
    {
        if (filter.State is null or "" or InstanceFilter.Active)
            return null;
        var all = await search.ProcessDefinitions(new() { Page = new() { Limit = MostVersions + 1 } }, ct);
        return all.Value.Items.Count > MostVersions ? null : [.. all.Value.Items.Select(row => row.ProcessDefinitionKey)];
    }

    private static IReadOnlyList<(Filter Filter, bool Ordered)> Parts(InstanceFilter filter, IReadOnlyList<long>? definitions)
    {
        if (definitions is null or { Count: > MostVersions })
            return [(filter.ToEngine(definitions, standing: false), false)];
        IEnumerable<string> states = string.IsNullOrEmpty(filter.State) ? InstanceFilter.States : [filter.State];
        return
        [
            .. from definition in definitions
            from state in states
            select ((Filter)(filter with { State = state }).ToEngine([definition], standing: false), true),
        ];
    }

    /// <summary>Where instances are asked one by one, both ends of the stretch bound the count as well.</summary>
    private static SearchRequest Request(
        Filter filter,
        bool standing,
        bool ordered,
        (long Root, long Key)? begin,
        (long Root, long Key)? after,
        long? end,
        int limit
    )
    {
        var root = standing ? "standingRootKey" : "rootProcessInstanceKey";
        var conditions = new List<Filter> { filter };
        if (begin is { } first)
            conditions.Add(new Filter.Where(root, Operator.Lte, [first.Root]));
        if (end is { } last)
            conditions.Add(new Filter.Where(root, Operator.Gt, [last]));
        return new()
        {
            Filter = new Filter.All(conditions),
            Sort = [new SortField(ordered ? root : "processInstanceKey", Descending: true)],
            Page = new()
            {
                Limit = limit,
                After =
                    after is not { } from ? null
                    : ordered ? Baton.Runtime.Search.Page.CursorOf(from.Root, from.Key)
                    : Baton.Runtime.Search.Page.CursorOf(from.Key, from.Key),
            },
        };
    }

    private static string Write(long root, long key) => string.Create(CultureInfo.InvariantCulture, $"{root}-{key}");

    /// <summary>Null begins with the newest; false where it was not given by a list.</summary>
    public static bool TryRead(string? cursor, out (long Root, long Key)? position)
    {
        position = null;
        if (string.IsNullOrEmpty(cursor))
            return true;
        var dash = cursor.IndexOf('-', StringComparison.Ordinal);
        if (
            dash < 0
            || !long.TryParse(cursor.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var root)
            || !long.TryParse(cursor.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
        )
            return false;
        position = (root, key);
        return true;
    }
}
