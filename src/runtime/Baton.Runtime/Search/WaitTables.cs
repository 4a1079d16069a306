using Baton.Engine.Compilation;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>What elements wait for: jobs, user tasks, messages, timers and signals that are open.</summary>
internal static class WaitTables
{
    /// <summary>All kinds of waits below each other; what a kind does not have is null.</summary>
    private const string Open = """
        (SELECT j.root_instance_key, j.process_instance_key, j.element_instance_key, j.job_key AS wait_key, 'JOB' AS wait, j.type AS subject,
           j.kind AS detail, j.retries AS number, j.listener_event AS listening FROM engine_job j WHERE j.ended_at IS NULL
         UNION ALL
         SELECT u.root_instance_key, u.process_instance_key, u.element_instance_key, u.user_task_key, 'USER_TASK', NULL, NULL, u.due_at, NULL
           FROM engine_user_task u WHERE u.completed_at IS NULL
         UNION ALL
         SELECT m.root_instance_key, m.process_instance_key, m.element_instance_key, m.subscription_key, 'MESSAGE', m.message_name,
           m.correlation_key, NULL, NULL FROM engine_message_subscription m WHERE m.is_open = 1
         UNION ALL
         SELECT c.root_instance_key, c.process_instance_key, c.element_instance_key, c.timer_key, 'TIMER', NULL, NULL, c.due_at, NULL
           FROM engine_timer c
         UNION ALL
         SELECT s.root_instance_key, s.process_instance_key, s.element_instance_key, s.subscription_key, 'SIGNAL', s.signal_name, NULL, NULL, NULL
           FROM engine_signal_subscription s)
        """;

    /// <summary>The process itself waits where an event sub-process of it does.</summary>
    private static readonly string ElementType = $"COALESCE(w.type, '{Engine.Compilation.ElementType.Process.RestName()}')";

    public static SearchTable<WaitStateRow> Waits { get; } =
        new(
            "t.wait_key",
            $"""
            t.root_instance_key, t.process_instance_key, t.element_instance_key, COALESCE(w.element_id, d.process_id), {ElementType},
            d.process_id, t.wait_key, t.wait, t.subject, t.detail, t.number, t.listening
            """,
            $"""
            {Open} t
              JOIN engine_process_instance p ON p.root_instance_key = t.root_instance_key AND p.process_instance_key = t.process_instance_key
              JOIN engine_process_definition d ON d.definition_key = p.definition_key
              LEFT JOIN engine_element_instance w
                ON w.root_instance_key = t.root_instance_key AND w.element_instance_key = t.element_instance_key
            """,
            Fields(
                ("elementInstanceKey", Key("t.element_instance_key") with { Anchor = Anchors.Scope, IsNullable = false }),
                ("processInstanceKey", Key("t.process_instance_key") with { Anchor = Anchors.ProcessInstance, IsNullable = false }),
                ("rootProcessInstanceKey", Key("t.root_instance_key") with { IsNullable = false }),
                ("elementId", Text("COALESCE(w.element_id, d.process_id)") with { IsNullable = false }),
                ("elementType", Text(ElementType) with { IsNullable = false }),
                ("waitStateType", Text("t.wait") with { IsNullable = false })
            ),
            row =>
                new()
                {
                    RootProcessInstanceKey = row.GetInt64(0),
                    ProcessInstanceKey = row.GetInt64(1),
                    ElementInstanceKey = row.GetInt64(2),
                    ElementId = row.GetString(3),
                    ElementType = row.GetString(4),
                    ProcessDefinitionId = row.GetString(5),
                    WaitKey = row.GetInt64(6),
                    WaitStateType = row.GetString(7),
                    Name = row.Text(8),
                    CorrelationKey = row.GetString(7) == "MESSAGE" ? row.Text(9) : null,
                    JobKind = row.GetString(7) == "JOB" ? row.Text(9) : null,
                    ListenerEventType = row.Text(11),
                    Retries = row.GetString(7) == "JOB" ? (int)row.GetInt64(10) : null,
                    DueDate = row.GetString(7) is "USER_TASK" or "TIMER" ? Instant.FromMilliseconds(row.Whole(10)) : null,
                }
        );
}
