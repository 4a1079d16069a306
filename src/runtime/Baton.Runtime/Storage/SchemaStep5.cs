namespace Baton.Runtime.Storage;

/// <summary>
/// Which messages reached which instances, and indexes for the searches of operators. Searches by the key of an instance need none: they go
/// through the root instance, with which the primary keys begin.
/// </summary>
internal static class SchemaStep5
{
    public static string[] Statements { get; } =
    [
        """
            CREATE TABLE engine_correlated_message (
              root_instance_key bigint NOT NULL, correlation_id bigint NOT NULL, message_key bigint NOT NULL, subscription_key bigint NOT NULL,
              process_instance_key bigint NOT NULL, definition_key bigint NOT NULL, element_instance_key bigint, element_id text NOT NULL,
              message_name text NOT NULL, correlation_key text NOT NULL, correlated_at bigint NOT NULL,
              PRIMARY KEY (root_instance_key, correlation_id)) {clustered}
            """,
        "CREATE INDEX engine_correlated_message_id ON engine_correlated_message (correlation_id)",
        "CREATE INDEX engine_correlated_message_key ON engine_correlated_message (message_key)",
        "CREATE INDEX engine_correlated_message_name ON engine_correlated_message (message_name, correlation_key)",
        "CREATE INDEX engine_process_instance_started ON engine_process_instance (started_at, process_instance_key)",
        "CREATE INDEX engine_process_instance_ended ON engine_process_instance (ended_at) WHERE ended_at IS NOT NULL",
        "CREATE INDEX engine_process_instance_active ON engine_process_instance (process_instance_key) WHERE ended_at IS NULL",
        """
            CREATE INDEX engine_process_instance_parent ON engine_process_instance (parent_process_instance_key)
              WHERE parent_process_instance_key IS NOT NULL
            """,
        """
            CREATE INDEX engine_process_instance_caller ON engine_process_instance (parent_element_instance_key)
              WHERE parent_element_instance_key IS NOT NULL
            """,
        "CREATE INDEX engine_user_task_definition ON engine_user_task (definition_key, user_task_key)",
        "CREATE INDEX engine_user_task_due ON engine_user_task (due_at) WHERE due_at IS NOT NULL",
        "CREATE INDEX engine_job_type ON engine_job (type, job_key)",
        "CREATE INDEX engine_incident_definition ON engine_incident (definition_key, state)",
        """
            CREATE INDEX engine_incident_error ON engine_incident (message, definition_key, process_instance_key, incident_key)
              WHERE resolved_at IS NULL
            """,
        """
            CREATE INDEX engine_message_subscription_name ON engine_message_subscription
              (message_name, correlation_key, subscription_key)
            """,
        "CREATE INDEX engine_message_subscription_key ON engine_message_subscription (subscription_key)",
    ];
}
