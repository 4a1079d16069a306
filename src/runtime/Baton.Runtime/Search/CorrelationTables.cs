using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>Which messages reached which instances.</summary>
internal static class CorrelationTables
{
    public static SearchTable<CorrelatedMessageRow> Correlated { get; } =
        new(
            "t.correlation_id",
            """
            t.message_key, t.subscription_key, t.correlated_at, t.message_name, t.correlation_key, t.element_id, t.element_instance_key,
            t.process_instance_key, t.root_instance_key, t.definition_key, d.process_id
            """,
            "engine_correlated_message t JOIN engine_process_definition d ON d.definition_key = t.definition_key",
            Fields(
                ("messageKey", Key("t.message_key") with { IsNullable = false }),
                ("subscriptionKey", Key("t.subscription_key") with { IsNullable = false }),
                ("correlationTime", Moment("t.correlated_at") with { IsNullable = false }),
                ("messageName", Text("t.message_name") with { IsNullable = false }),
                ("correlationKey", Text("t.correlation_key") with { IsNullable = false }),
                ("elementId", Text("t.element_id")),
                ("elementInstanceKey", Key("t.element_instance_key") with { Anchor = Anchors.ElementInstance }),
                ("processInstanceKey", Key("t.process_instance_key") with { Anchor = Anchors.ProcessInstance }),
                ("rootProcessInstanceKey", Key("t.root_instance_key")),
                ("processDefinitionKey", Key("t.definition_key")),
                ("processDefinitionId", Text("d.process_id")),
                ("partitionId", Number("1"))
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    Instant.FromMilliseconds(row.GetInt64(2)),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetString(5),
                    row.Whole(6),
                    row.GetInt64(7),
                    row.GetInt64(8),
                    row.GetInt64(9),
                    row.GetString(10)
                )
        );
}
