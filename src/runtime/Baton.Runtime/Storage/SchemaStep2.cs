namespace Baton.Runtime.Storage;

/// <summary>Evaluated decisions. Outside of a process instance the evaluation itself is the root.</summary>
internal static class SchemaStep2
{
    public static string[] Statements { get; } =
    [
        """
            CREATE TABLE engine_decision_instance (
              root_instance_key bigint NOT NULL, decision_instance_key bigint NOT NULL, instance_id text NOT NULL,
              evaluation_key bigint NOT NULL, process_instance_key bigint, definition_key bigint, element_instance_key bigint,
              decision_key bigint NOT NULL, decision_type text NOT NULL, root_decision_key bigint NOT NULL, state text NOT NULL,
              failure text, result text, inputs text, rules text, evaluated_at bigint NOT NULL,
              PRIMARY KEY (root_instance_key, decision_instance_key)) {clustered}
            """,
        "CREATE UNIQUE INDEX engine_decision_instance_id ON engine_decision_instance (instance_id)",
        "CREATE INDEX engine_decision_instance_key ON engine_decision_instance (decision_instance_key)",
        "CREATE INDEX engine_decision_instance_decision ON engine_decision_instance (decision_key, evaluated_at)",
        """
            CREATE INDEX engine_decision_instance_process ON engine_decision_instance (process_instance_key)
              WHERE process_instance_key IS NOT NULL
            """,
        "CREATE INDEX engine_decision_instance_time ON engine_decision_instance (evaluated_at, decision_instance_key)",
        "ALTER TABLE engine_resource ADD COLUMN title text",
    ];
}
