using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>Rows that operators look for by other ways than clients do.</summary>
internal static class OperationTables
{
    /// <summary>
    /// The running instances found from the elements in which they stand, along the index of those, so that an element with few of a million is
    /// found at once. An instance that stands several times at an element is there once for it.
    /// </summary>
    public static SearchTable<ProcessInstanceRow> Standing { get; } =
        new(
            "e.process_instance_key",
            ProcessInstances.Columns,
            """
            (SELECT * FROM engine_element_instance WHERE ended_at IS NULL) e
              JOIN engine_process_instance t ON t.root_instance_key = e.root_instance_key AND t.process_instance_key = e.process_instance_key
                AND NOT EXISTS (SELECT 1 FROM engine_element_instance o WHERE o.root_instance_key = e.root_instance_key
                  AND o.process_instance_key = e.process_instance_key AND o.element_id = e.element_id AND o.ended_at IS NULL
                  AND o.element_instance_key < e.element_instance_key)
              JOIN engine_process_definition d ON d.definition_key = t.definition_key
            """,
            WithStanding(ProcessInstances.Fields),
            ProcessInstances.Row,
            ProcessInstances.Variables
        );

    /// <summary>A failed job without retries is not open to workers, and not done either.</summary>
    public const string FewOpenJobs = """
        (SELECT * FROM engine_job WHERE is_open = 1
          UNION ALL SELECT * FROM engine_job WHERE state = 'FAILED' AND is_open = 0 AND ended_at IS NULL) t
        """;

    public const string FailedJobs = "(SELECT * FROM engine_job WHERE state = 'FAILED' AND ended_at IS NULL) t";

    public const string ManyOpenJobs = "(SELECT * FROM engine_job WHERE ended_at IS NULL) t";

    public static SearchTable<TimerRow> Timers { get; } =
        new(
            "t.timer_key",
            """
            t.timer_key, t.due_at, t.element_id, t.element_instance_key, t.process_instance_key, t.root_instance_key, d.definition_key,
            d.process_id
            """,
            """
            engine_timer t
              JOIN engine_process_instance p ON p.root_instance_key = t.root_instance_key AND p.process_instance_key = t.process_instance_key
              JOIN engine_process_definition d ON d.definition_key = p.definition_key
            """,
            Fields(
                ("timerKey", Key("t.timer_key")),
                ("dueDate", Moment("t.due_at") with { IsNullable = false }),
                ("elementId", Text("t.element_id")),
                ("processInstanceKey", Key("t.process_instance_key") with { Anchor = Anchors.ProcessInstance }),
                ("processDefinitionKey", Key("d.definition_key")),
                ("processDefinitionId", Text("d.process_id"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    Instant.FromMilliseconds(row.GetInt64(1)),
                    row.GetString(2),
                    row.GetInt64(3),
                    row.GetInt64(4),
                    row.GetInt64(5),
                    row.GetInt64(6),
                    row.GetString(7)
                )
        );

    private static Dictionary<string, SearchField> WithStanding(IReadOnlyDictionary<string, SearchField> fields) =>
        new(fields, StringComparer.Ordinal)
        {
            ["standingDefinitionKey"] = Key("e.definition_key") with { IsNullable = false },
            ["standingElementId"] = Text("e.element_id") with { IsNullable = false },
            ["standingRootKey"] = Key("e.root_instance_key") with { IsNullable = false },
        };
}
