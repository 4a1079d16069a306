using Baton.Runtime.Storage;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>How many process instances the open incidents stop, by what went wrong.</summary>
internal static class IncidentTables
{
    public static SearchTable<IncidentsByErrorRow> ByError { get; } =
        new(
            "t.first_key",
            "t.message, t.instances",
            """
            (SELECT MIN(incident_key) AS first_key, message, COUNT(DISTINCT process_instance_key) AS instances
              FROM engine_incident WHERE resolved_at IS NULL GROUP BY message) t
            """,
            Fields(
                ("errorMessage", Text("t.message") with { IsNullable = false }),
                ("activeInstancesWithErrorCount", Number("t.instances") with { IsNullable = false })
            ),
            row => new(ErrorHashes.Of(row.GetString(0)), row.GetString(0), row.GetInt64(1))
        );

    public static SearchTable<IncidentsByDefinitionRow> ByDefinition { get; } =
        new(
            "t.first_key",
            "t.definition_key, d.process_id, d.name, d.version, t.instances",
            """
            (SELECT MIN(incident_key) AS first_key, message, definition_key, COUNT(DISTINCT process_instance_key) AS instances
              FROM engine_incident WHERE resolved_at IS NULL GROUP BY message, definition_key) t
              JOIN engine_process_definition d ON d.definition_key = t.definition_key
            """,
            Fields(
                (ErrorHashes.MessageField, Text("t.message")),
                ("processDefinitionKey", Key("t.definition_key") with { IsNullable = false }),
                ("activeInstancesWithErrorCount", Number("t.instances") with { IsNullable = false })
            ),
            row => new(row.GetInt64(0), row.GetString(1), row.Text(2), (int)row.GetInt64(3), row.GetInt64(4))
        );
}
