namespace Baton.Runtime.Storage;

/// <summary>The first tables. Primary keys of an instance's tables start with the root instance key, so that they can be distributed by it.</summary>
internal static class SchemaStep1
{
    public static string[] Statements { get; } =
    [
        "CREATE TABLE engine_key_block (id bigint PRIMARY KEY, next_key bigint NOT NULL)",
        "INSERT INTO engine_key_block (id, next_key) VALUES (1, 1)",
        """
            CREATE TABLE engine_journal (
              root_instance_key bigint NOT NULL, seq bigint NOT NULL, recorded_at bigint NOT NULL, events {blob} NOT NULL,
              PRIMARY KEY (root_instance_key, seq)) {clustered}
            """,
        """
            CREATE TABLE engine_deployment (deployment_key bigint PRIMARY KEY, deployed_at bigint NOT NULL)
            """,
        """
            CREATE TABLE engine_resource (
              resource_key bigint PRIMARY KEY, deployment_key bigint NOT NULL, name text NOT NULL, kind text NOT NULL,
              resource_id text NOT NULL, version bigint NOT NULL, checksum text NOT NULL, content {blob} NOT NULL)
            """,
        "CREATE INDEX engine_resource_latest ON engine_resource (kind, resource_id, version)",
        """
            CREATE TABLE engine_process_definition (
              definition_key bigint PRIMARY KEY, process_id text NOT NULL, version bigint NOT NULL, name text, version_tag text,
              resource_key bigint NOT NULL, resource_name text NOT NULL, checksum text NOT NULL, deployment_key bigint NOT NULL,
              is_latest bigint NOT NULL, is_deleted bigint NOT NULL, has_start_form bigint NOT NULL)
            """,
        "CREATE UNIQUE INDEX engine_process_definition_version ON engine_process_definition (process_id, version)",
        """
            CREATE TABLE engine_decision_definition (
              decision_key bigint PRIMARY KEY, decision_id text NOT NULL, version bigint NOT NULL, name text,
              requirements_key bigint NOT NULL, requirements_id text NOT NULL, resource_name text NOT NULL, deployment_key bigint NOT NULL)
            """,
        "CREATE UNIQUE INDEX engine_decision_definition_version ON engine_decision_definition (decision_id, version)",
        """
            CREATE TABLE engine_form (
              form_key bigint PRIMARY KEY, form_id text NOT NULL, version bigint NOT NULL, version_tag text, resource_name text NOT NULL,
              checksum text NOT NULL, deployment_key bigint NOT NULL, content text NOT NULL)
            """,
        "CREATE UNIQUE INDEX engine_form_version ON engine_form (form_id, version)",
        """
            CREATE TABLE engine_process_instance (
              root_instance_key bigint NOT NULL, process_instance_key bigint NOT NULL, definition_key bigint NOT NULL,
              process_id text NOT NULL, parent_process_instance_key bigint, parent_element_instance_key bigint, business_id text,
              tags text, message_key text, state text NOT NULL, started_at bigint NOT NULL, ended_at bigint,
              PRIMARY KEY (root_instance_key, process_instance_key)) {clustered}
            """,
        "CREATE INDEX engine_process_instance_key ON engine_process_instance (process_instance_key)",
        "CREATE INDEX engine_process_instance_definition ON engine_process_instance (definition_key, state)",
        "CREATE INDEX engine_process_instance_business ON engine_process_instance (business_id) WHERE business_id IS NOT NULL",
        """
            CREATE INDEX engine_process_instance_lock ON engine_process_instance (process_id, message_key)
              WHERE message_key IS NOT NULL AND ended_at IS NULL
            """,
        """
            CREATE TABLE engine_element_instance (
              root_instance_key bigint NOT NULL, element_instance_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              definition_key bigint NOT NULL, scope_key bigint NOT NULL, element_id text NOT NULL, name text, type text NOT NULL,
              state text NOT NULL, started_at bigint NOT NULL, ended_at bigint,
              PRIMARY KEY (root_instance_key, element_instance_key)) {clustered}
            """,
        "CREATE INDEX engine_element_instance_key ON engine_element_instance (element_instance_key)",
        """
            CREATE INDEX engine_element_instance_active ON engine_element_instance (definition_key, element_id)
              WHERE ended_at IS NULL
            """,
        """
            CREATE TABLE engine_sequence_flow (
              root_instance_key bigint NOT NULL, process_instance_key bigint NOT NULL, flow_id text NOT NULL, definition_key bigint NOT NULL,
              PRIMARY KEY (root_instance_key, process_instance_key, flow_id)) {clustered}
            """,
        """
            CREATE TABLE engine_user_task (
              root_instance_key bigint NOT NULL, user_task_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              definition_key bigint NOT NULL, element_instance_key bigint NOT NULL, element_id text NOT NULL, name text NOT NULL,
              state text NOT NULL, assignee text, candidate_users text, candidate_groups text, priority bigint NOT NULL, due_at bigint,
              follow_up_at bigint, form_key bigint, external_form text, created_at bigint NOT NULL, completed_at bigint,
              PRIMARY KEY (root_instance_key, user_task_key)) {clustered}
            """,
        "CREATE INDEX engine_user_task_key ON engine_user_task (user_task_key)",
        "CREATE INDEX engine_user_task_assignee ON engine_user_task (assignee, state)",
        "CREATE INDEX engine_user_task_state ON engine_user_task (state, created_at)",
        """
            CREATE TABLE engine_user_task_candidate (
              root_instance_key bigint NOT NULL, user_task_key bigint NOT NULL, kind text NOT NULL, candidate text NOT NULL,
              PRIMARY KEY (root_instance_key, user_task_key, kind, candidate)) {clustered}
            """,
        "CREATE INDEX engine_user_task_candidate_name ON engine_user_task_candidate (kind, candidate, user_task_key)",
        """
            CREATE TABLE engine_job (
              root_instance_key bigint NOT NULL, job_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              definition_key bigint NOT NULL, element_instance_key bigint NOT NULL, element_id text NOT NULL, type text NOT NULL,
              kind text NOT NULL, state text NOT NULL, retries bigint NOT NULL, is_open bigint NOT NULL, available_at bigint NOT NULL,
              worker text, deadline bigint, error_code text, error_message text, created_at bigint NOT NULL, updated_at bigint NOT NULL,
              ended_at bigint,
              PRIMARY KEY (root_instance_key, job_key)) {clustered}
            """,
        "CREATE INDEX engine_job_key ON engine_job (job_key)",
        "CREATE INDEX engine_job_open ON engine_job (type, available_at, job_key) WHERE is_open = 1",
        """
            CREATE TABLE engine_timer (
              root_instance_key bigint NOT NULL, timer_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              element_instance_key bigint NOT NULL, element_id text NOT NULL, due_at bigint NOT NULL,
              PRIMARY KEY (root_instance_key, timer_key)) {clustered}
            """,
        "CREATE INDEX engine_timer_due ON engine_timer (due_at, timer_key)",
        """
            CREATE TABLE engine_message_subscription (
              root_instance_key bigint NOT NULL, subscription_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              definition_key bigint NOT NULL, process_id text NOT NULL, element_instance_key bigint NOT NULL, element_id text NOT NULL,
              message_name text NOT NULL, correlation_key text NOT NULL, state text NOT NULL, is_open bigint NOT NULL,
              updated_at bigint NOT NULL,
              PRIMARY KEY (root_instance_key, subscription_key)) {clustered}
            """,
        """
            CREATE INDEX engine_message_subscription_open ON engine_message_subscription (message_name, correlation_key, subscription_key)
              WHERE is_open = 1
            """,
        """
            CREATE TABLE engine_signal_subscription (
              root_instance_key bigint NOT NULL, subscription_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              element_instance_key bigint NOT NULL, element_id text NOT NULL, signal_name text NOT NULL,
              PRIMARY KEY (root_instance_key, subscription_key)) {clustered}
            """,
        "CREATE INDEX engine_signal_subscription_name ON engine_signal_subscription (signal_name, subscription_key)",
        """
            CREATE TABLE engine_signal_start (
              signal_name text NOT NULL, process_id text NOT NULL, element_id text NOT NULL, definition_key bigint NOT NULL,
              PRIMARY KEY (signal_name, process_id, element_id)) {clustered}
            """,
        """
            CREATE TABLE engine_message (
              message_key bigint PRIMARY KEY, name text NOT NULL, correlation_key text NOT NULL, message_id text, business_id text,
              variables text NOT NULL, published_at bigint NOT NULL, expires_at bigint NOT NULL)
            """,
        "CREATE INDEX engine_message_name ON engine_message (name, correlation_key, message_key)",
        "CREATE INDEX engine_message_expiry ON engine_message (expires_at)",
        """
            CREATE UNIQUE INDEX engine_message_identity ON engine_message (name, correlation_key, message_id)
              WHERE message_id IS NOT NULL
            """,
        """
            CREATE TABLE engine_message_correlation (
              message_key bigint NOT NULL, process_id text NOT NULL,
              PRIMARY KEY (message_key, process_id)) {clustered}
            """,
        """
            CREATE TABLE engine_variable (
              root_instance_key bigint NOT NULL, variable_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              scope_key bigint NOT NULL, name text NOT NULL, value text NOT NULL,
              PRIMARY KEY (root_instance_key, variable_key)) {clustered}
            """,
        "CREATE INDEX engine_variable_key ON engine_variable (variable_key)",
        "CREATE INDEX engine_variable_scope ON engine_variable (process_instance_key, name)",
        """
            CREATE TABLE engine_incident (
              root_instance_key bigint NOT NULL, incident_key bigint NOT NULL, process_instance_key bigint NOT NULL,
              definition_key bigint NOT NULL, element_instance_key bigint NOT NULL, element_id text NOT NULL, job_key bigint,
              error_type text NOT NULL, message text NOT NULL, state text NOT NULL, raised_at bigint NOT NULL, resolved_at bigint,
              PRIMARY KEY (root_instance_key, incident_key)) {clustered}
            """,
        "CREATE INDEX engine_incident_key ON engine_incident (incident_key)",
        "CREATE INDEX engine_incident_state ON engine_incident (state, raised_at)",
        """
            CREATE TABLE engine_start_timer (
              definition_key bigint NOT NULL, element_id text NOT NULL, process_id text NOT NULL, due_at bigint NOT NULL,
              repetitions bigint NOT NULL, cycle text,
              PRIMARY KEY (definition_key, element_id)) {clustered}
            """,
        "CREATE INDEX engine_start_timer_due ON engine_start_timer (due_at)",
        """
            CREATE TABLE engine_start_subscription (
              message_name text NOT NULL, process_id text NOT NULL, element_id text NOT NULL, definition_key bigint NOT NULL,
              PRIMARY KEY (message_name, process_id, element_id)) {clustered}
            """,
        """
            CREATE TABLE engine_outbox (
              message_key bigint PRIMARY KEY, channel text NOT NULL, idempotency_key text NOT NULL, payload text NOT NULL,
              state text NOT NULL, not_before bigint NOT NULL, attempts bigint NOT NULL, claimed_by text, last_error text,
              created_at bigint NOT NULL, finished_at bigint)
            """,
        "CREATE UNIQUE INDEX engine_outbox_identity ON engine_outbox (channel, idempotency_key)",
        "CREATE INDEX engine_outbox_due ON engine_outbox (not_before, message_key) WHERE state = 'PENDING'",
        """
            CREATE TABLE engine_schedule (name text PRIMARY KEY, due_at bigint, failures bigint NOT NULL, last_error text)
            """,
    ];
}
