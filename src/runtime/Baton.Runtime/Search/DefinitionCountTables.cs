using Baton.Runtime.Storage;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>How many instances of definitions are active, and how many of those an open incident stops.</summary>
internal static class DefinitionCountTables
{
    /// <summary>
    /// The active instances of a version are counted along the index of definitions and states; those that are stopped are found from the
    /// open incidents, which are few. As in lists, an incident counts for every instance of the tree in which it is.
    /// </summary>
    private const string Versions = """
        (SELECT d.definition_key, d.process_id, d.name, d.version, COALESCE(s.stopped, 0) AS stopped,
            (SELECT COUNT(*) FROM engine_process_instance p WHERE p.definition_key = d.definition_key AND p.state = 'ACTIVE') AS active
          FROM engine_process_definition d LEFT JOIN (
            SELECT p.definition_key, COUNT(*) AS stopped FROM engine_process_instance p
            WHERE p.ended_at IS NULL AND p.root_instance_key IN (SELECT i.root_instance_key FROM engine_incident i WHERE i.resolved_at IS NULL)
            GROUP BY p.definition_key) s ON s.definition_key = d.definition_key) v
        """;

    public static SearchTable<ActiveByProcessRow> ByProcess { get; } =
        new(
            "t.process_id",
            """
            t.process_id, (SELECT n.name FROM engine_process_definition n WHERE n.process_id = t.process_id
              ORDER BY n.is_deleted, n.version DESC LIMIT 1), t.versions, t.active, t.stopped
            """,
            $"""
            (SELECT v.process_id, COUNT(*) AS versions, CAST(SUM(v.active) AS bigint) AS active, CAST(SUM(v.stopped) AS bigint) AS stopped
              FROM {Versions} GROUP BY v.process_id HAVING SUM(v.active) > 0) t
            """,
            Fields(
                ("processDefinitionId", Text("t.process_id") with { IsNullable = false }),
                ("activeInstancesWithIncidentCount", Number("t.stopped") with { IsNullable = false }),
                ("activeInstancesWithoutIncidentCount", Number("(t.active - t.stopped)") with { IsNullable = false })
            ),
            row => new(row.GetString(0), row.Text(1), row.GetInt64(2) > 1, row.GetInt64(3) - row.GetInt64(4), row.GetInt64(4))
        );

    public static SearchTable<ActiveByVersionRow> ByVersion { get; } =
        new(
            "t.definition_key",
            "t.definition_key, t.process_id, t.name, t.version, t.active, t.stopped",
            $"(SELECT * FROM {Versions} WHERE v.active > 0) t",
            Fields(
                ("processDefinitionId", Text("t.process_id") with { IsNullable = false }),
                ("processDefinitionKey", Key("t.definition_key") with { IsNullable = false }),
                ("processDefinitionName", Text("t.name")),
                ("processDefinitionVersion", Number("t.version") with { IsNullable = false }),
                ("activeInstancesWithIncidentCount", Number("t.stopped") with { IsNullable = false }),
                ("activeInstancesWithoutIncidentCount", Number("(t.active - t.stopped)") with { IsNullable = false })
            ),
            row =>
                new(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.Text(2),
                    (int)row.GetInt64(3),
                    row.GetInt64(4) - row.GetInt64(5),
                    row.GetInt64(5)
                )
        );

    /// <summary>The filter is one of message subscriptions, and decides which of the open ones are counted.</summary>
    public static SearchTable<SubscriptionsByDefinitionRow> Subscriptions { get; } =
        new(
            "g.definition_key",
            "g.definition_key, g.process_id, g.instances, g.subscriptions",
            $"""
            (SELECT t.definition_key, t.process_id, COUNT(DISTINCT t.process_instance_key) AS instances, COUNT(*) AS subscriptions
              FROM engine_message_subscription t WHERE t.is_open = 1 AND {SearchTable<SubscriptionsByDefinitionRow>.Counted}
              GROUP BY t.definition_key, t.process_id) g
            """,
            MessageSubscriptions.Fields,
            row => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3))
        );
}
