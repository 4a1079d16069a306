using System.Data.Common;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Batches;

/// <summary>One thing that an operation found.</summary>
internal sealed record FoundItem(long ItemKey, long? ProcessInstanceKey, long? RootProcessInstanceKey);

/// <summary>Where the items of an operation are found, in the order of their keys.</summary>
internal sealed record BatchSource
{
    /// <summary>Process instances.</summary>
    public static BatchSource Instances { get; } =
        new()
        {
            Key = "t.process_instance_key",
            Root = "t.root_instance_key",
            From = SearchTables.ProcessInstances.From,
            Fields = SearchTables.ProcessInstances.Fields,
            Variables = SearchTables.ProcessInstances.Variables,
        };

    /// <summary>The open incidents of process instances.</summary>
    public static BatchSource Incidents { get; } =
        Instances with
        {
            Key = "x.incident_key",
            From = $"""
                {SearchTables.ProcessInstances.From} JOIN engine_incident x ON x.root_instance_key = t.root_instance_key
                  AND x.process_instance_key = t.process_instance_key AND x.resolved_at IS NULL
                """,
        };

    /// <summary>Evaluated decisions of instances that have ended, and of nobody's.</summary>
    public static BatchSource Decisions { get; } =
        new()
        {
            Key = "t.decision_instance_key",
            Root = "CASE WHEN t.process_instance_key IS NULL THEN NULL ELSE t.root_instance_key END",
            From = DecisionTables.Instances.From,
            Fields = DecisionTables.Instances.Fields,
            Condition = """
                NOT EXISTS (SELECT 1 FROM engine_process_instance p WHERE p.root_instance_key = t.root_instance_key AND p.ended_at IS NULL)
                """,
        };

    public required string Key { get; init; }
    public required string Root { get; init; }
    public required string From { get; init; }
    public required IReadOnlyDictionary<string, SearchField> Fields { get; init; }
    public string? Variables { get; init; }

    /// <summary>Narrows what is found; null when the filter says all.</summary>
    public string? Condition { get; init; }

    /// <summary>The next items with keys greater than <paramref name="after"/> and smaller than <paramref name="before"/>.</summary>
    /// <exception cref="FilterException">The filter cannot be carried out.</exception>
    public List<FoundItem> Page(DbConnection connection, Filter filter, long after, long before, int limit)
    {
        var sql = new FilterSql(Fields, Variables);
        var condition = sql.Condition(filter);
        var range = $"{Key} > {sql.Parameter(after)} AND {Key} < {sql.Parameter(before)}";
        return connection.List(
            row => new FoundItem(row.GetInt64(0), row.Whole(1), row.Whole(2)),
            $"""
            SELECT {Key}, t.process_instance_key, {Root} FROM {From}
            WHERE {condition} AND {range}{(Condition is null ? "" : $" AND {Condition}")} ORDER BY {Key} LIMIT {sql.Parameter((long)limit)}
            """,
            [.. sql.Values]
        );
    }
}
