using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>Shows which way instances took, and how many elements they have and had.</summary>
public sealed partial class EngineSearch
{
    /// <summary>The sequence flows that an instance has taken, each once.</summary>
    public Task<IReadOnlyList<SequenceFlowRow>> SequenceFlows(long processInstanceKey, CancellationToken cancellationToken = default) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<SequenceFlowRow>>(
                connection.List(
                    row => new SequenceFlowRow(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4)),
                    """
                    SELECT f.flow_id, f.process_instance_key, f.root_instance_key, f.definition_key, d.process_id
                    FROM engine_process_instance p
                    JOIN engine_sequence_flow f
                      ON f.root_instance_key = p.root_instance_key AND f.process_instance_key = p.process_instance_key
                    JOIN engine_process_definition d ON d.definition_key = f.definition_key
                    WHERE p.process_instance_key = @p0 ORDER BY f.flow_id
                    """,
                    processInstanceKey
                )
            ),
            cancellationToken
        );

    /// <summary>How many instances of each element a process instance has and had.</summary>
    public Task<IReadOnlyList<ElementStatisticsRow>> ElementStatisticsOfInstance(
        long processInstanceKey,
        CancellationToken cancellationToken = default
    ) =>
        _runtime.Read(
            connection => new ValueTask<IReadOnlyList<ElementStatisticsRow>>(
                Statistics(connection, "engine_process_instance t WHERE t.process_instance_key = @p0", [processInstanceKey])
            ),
            cancellationToken
        );

    /// <summary>How many instances of each element the instances of a definition have and had; the filter is one of process instances.</summary>
    public Task<Outcome<IReadOnlyList<ElementStatisticsRow>>> ElementStatisticsOfDefinition(
        long definitionKey,
        Filter? filter = null,
        CancellationToken cancellationToken = default
    )
    {
        var own = new Filter.Where("processDefinitionKey", definitionKey);
        var request = new SearchRequest { Filter = filter is null ? own : new Filter.All(own, filter) };
        return _runtime.Read(
            connection =>
            {
                try
                {
                    var table = SearchTables.ProcessInstances;
                    var sql = new FilterSql(table.Fields, table.Variables);
                    var condition = sql.Condition(ErrorHashes.Resolve(request, connection).Filter!);
                    var rows = Statistics(connection, $"{table.From} WHERE {condition}", [.. sql.Values]);
                    return new ValueTask<Outcome<IReadOnlyList<ElementStatisticsRow>>>(
                        Outcome.Of<IReadOnlyList<ElementStatisticsRow>>(rows)
                    );
                }
                catch (FilterException wrong)
                {
                    return new(Wrong(wrong));
                }
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Goes from the instances to their elements, along the primary key. Incidents are few, and counted by themselves: to ask for them at each
    /// element would take as long as all the rest.
    /// </summary>
    private static List<ElementStatisticsRow> Statistics(DbConnection connection, string instances, object?[] values)
    {
        var counted = $"(SELECT t.root_instance_key, t.process_instance_key FROM {instances}) p";
        var incidents = connection
            .List(
                row => (ElementId: row.GetString(0), Count: row.GetInt64(1)),
                $"""
                SELECT e.element_id, COUNT(DISTINCT e.element_instance_key)
                FROM {counted}
                JOIN engine_incident i
                  ON i.root_instance_key = p.root_instance_key AND i.process_instance_key = p.process_instance_key AND i.resolved_at IS NULL
                JOIN engine_element_instance e
                  ON e.root_instance_key = i.root_instance_key AND e.element_instance_key = i.element_instance_key
                GROUP BY e.element_id
                """,
                values
            )
            .ToDictionary(row => row.ElementId, row => row.Count, StringComparer.Ordinal);
        return connection.List(
            row => new ElementStatisticsRow(
                row.GetString(0),
                row.GetInt64(1),
                row.GetInt64(2),
                incidents.GetValueOrDefault(row.GetString(0)),
                row.GetInt64(3)
            ),
            $"""
            SELECT e.element_id,
              SUM(CASE WHEN e.state = 'ACTIVE' THEN 1 ELSE 0 END),
              SUM(CASE WHEN e.state = 'TERMINATED' THEN 1 ELSE 0 END),
              SUM(CASE WHEN e.state = 'COMPLETED' THEN 1 ELSE 0 END)
            FROM {counted}
            JOIN engine_element_instance e
              ON e.root_instance_key = p.root_instance_key AND e.process_instance_key = p.process_instance_key
            GROUP BY e.element_id ORDER BY e.element_id
            """,
            values
        );
    }
}
