using System.Data.Common;
using System.Globalization;
using Baton.Runtime.Projections;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>Reads whole instances, a few hundred at a time, for whoever looks at many of them.</summary>
public sealed partial class EngineSearch
{
    /// <summary>
    /// Instances with their element instances and flows, the newest first. Ask again with the last row as <see cref="TraceRequest.After"/> until
    /// fewer rows come than the limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The limit is less than 1 or greater than <see cref="TraceRequest.MaxLimit"/>, or there are more definitions than
    /// <see cref="TraceRequest.MaxDefinitions"/>.
    /// </exception>
    public Task<IReadOnlyList<InstanceTraceRow>> Traces(TraceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Limit, TraceRequest.MaxLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.DefinitionKeys.Count, TraceRequest.MaxDefinitions);
        return request.DefinitionKeys.Count == 0
            ? Task.FromResult<IReadOnlyList<InstanceTraceRow>>([])
            : _runtime.Read(connection => new ValueTask<IReadOnlyList<InstanceTraceRow>>(Traced(connection, request)), cancellationToken);
    }

    private static List<InstanceTraceRow> Traced(DbConnection connection, TraceRequest request)
    {
        var instances = TracedInstances(connection, request);
        if (instances.Count == 0)
        {
            return instances;
        }
        object?[] roots = [.. instances.Select(row => row.RootProcessInstanceKey).Distinct().Select(key => (object)key)];
        // Along the primary key, which begins with the root.
        var elements = connection
            .List(
                row =>
                    (
                        Instance: row.GetInt64(0),
                        Element: new TracedElementRow(
                            row.GetInt64(1),
                            row.GetInt64(2),
                            row.GetInt64(3),
                            row.GetString(4),
                            row.GetString(5),
                            row.GetString(6),
                            Instant.FromMilliseconds(row.GetInt64(7)),
                            Instant.FromMilliseconds(row.Whole(8))
                        )
                    ),
                $"""
                SELECT e.process_instance_key, e.element_instance_key, e.scope_key, e.definition_key, e.element_id, e.type, e.state,
                  e.started_at, e.ended_at
                FROM engine_element_instance e WHERE e.root_instance_key IN ({Parameters(0, roots.Length)})
                """,
                roots
            )
            .ToLookup(row => row.Instance, row => row.Element);
        var flows = connection
            .List(
                row => (Instance: row.GetInt64(0), Flow: row.GetString(1)),
                $"""
                SELECT f.process_instance_key, f.flow_id
                FROM engine_sequence_flow f WHERE f.root_instance_key IN ({Parameters(0, roots.Length)})
                """,
                roots
            )
            .ToLookup(row => row.Instance, row => row.Flow);
        return instances.ConvertAll(row =>
            row with
            {
                Elements = [.. elements[row.ProcessInstanceKey].OrderBy(one => one.StartDate).ThenBy(one => one.ElementInstanceKey)],
                SequenceFlows = [.. flows[row.ProcessInstanceKey]],
            }
        );
    }

    private static List<InstanceTraceRow> TracedInstances(DbConnection connection, TraceRequest request)
    {
        var (sql, values) = TracedInstancesSql(request);
        return connection.List(
            row => new InstanceTraceRow(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetString(3),
                Instant.FromMilliseconds(row.GetInt64(4)),
                Instant.FromMilliseconds(row.Whole(5))
            ),
            sql,
            [.. values]
        );
    }

    /// <summary>
    /// The newest of each version and state, which lie side by side in the order of an index, and of those the newest. One condition for all of them
    /// would read every instance of the process to find the newest few.
    /// </summary>
    internal static (string Sql, IReadOnlyList<object?> Values) TracedInstancesSql(TraceRequest request)
    {
        var values = new List<object?>();
        var limit = Add((long)request.Limit);
        var span = "";
        if (request.From is { } from)
        {
            span += $" AND t.started_at >= {Add(Instant.ToMilliseconds(from))}";
        }
        if (request.To is { } to)
        {
            span += $" AND t.started_at < {Add(Instant.ToMilliseconds(to))}";
        }
        if (request.After is { } after)
        {
            span +=
                $" AND (t.started_at, t.process_instance_key) < ({Add(Instant.ToMilliseconds(after.StartDate))}, {Add(after.ProcessInstanceKey)})";
        }
        var parts =
            from key in request.DefinitionKeys.Distinct().Select(key => Add(key)).ToList()
            from state in (string[])[RowStates.Active, RowStates.Completed, RowStates.Terminated]
            select $"""
                SELECT * FROM (
                  SELECT t.process_instance_key, t.root_instance_key, t.definition_key, t.state, t.started_at, t.ended_at
                  FROM engine_process_instance t WHERE t.definition_key = {key} AND t.state = '{state}'{span}
                  ORDER BY t.started_at DESC, t.process_instance_key DESC LIMIT {limit}) p
                """;
        var all = string.Join("\nUNION ALL\n", parts);
        return ($"SELECT * FROM (\n{all}) q ORDER BY q.started_at DESC, q.process_instance_key DESC LIMIT {limit}", values);

        string Add(long value)
        {
            values.Add(value);
            return Parameters(values.Count - 1, 1);
        }
    }

    private static string Parameters(int from, int count) =>
        string.Join(", ", Enumerable.Range(from, count).Select(at => "@p" + at.ToString(CultureInfo.InvariantCulture)));
}
