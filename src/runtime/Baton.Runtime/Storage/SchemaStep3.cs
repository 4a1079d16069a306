namespace Baton.Runtime.Storage;

/// <summary>What a job is asked for when it is a listener's and what its worker decided; conditional start events.</summary>
internal static class SchemaStep3
{
    public static string[] Statements { get; } =
    [
        "ALTER TABLE engine_job ADD COLUMN listener_event text NOT NULL DEFAULT 'UNSPECIFIED'",
        "ALTER TABLE engine_job ADD COLUMN is_denied bigint",
        "ALTER TABLE engine_job ADD COLUMN denied_reason text",
        """
            CREATE TABLE engine_condition_start (
              process_id text NOT NULL, element_id text NOT NULL, definition_key bigint NOT NULL,
              PRIMARY KEY (process_id, element_id)) {clustered}
            """,
    ];
}
