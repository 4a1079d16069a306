namespace Baton.Runtime.Storage;

/// <summary>Operations on many instances with their items, and the marks of deleted decisions, forms and other resources.</summary>
internal static class SchemaStep4
{
    public static string[] Statements { get; } =
    [
        """
            CREATE TABLE engine_batch_operation (
              operation_key bigint PRIMARY KEY, type text NOT NULL, state text NOT NULL, plan text NOT NULL, filter text NOT NULL, actor text,
              total bigint NOT NULL, completed bigint NOT NULL, failed bigint NOT NULL, collected_to bigint NOT NULL,
              is_collected bigint NOT NULL, error text, created_at bigint NOT NULL, started_at bigint, ended_at bigint)
            """,
        "CREATE INDEX engine_batch_operation_open ON engine_batch_operation (operation_key) WHERE ended_at IS NULL",
        """
            CREATE TABLE engine_batch_operation_item (
              operation_key bigint NOT NULL, entry_key bigint NOT NULL, item_key bigint NOT NULL, process_instance_key bigint,
              root_process_instance_key bigint, state text NOT NULL, processed_at bigint, error_message text,
              PRIMARY KEY (operation_key, entry_key)) {clustered}
            """,
        """
            CREATE INDEX engine_batch_operation_item_open ON engine_batch_operation_item (operation_key, entry_key)
              WHERE state = 'ACTIVE'
            """,
        """
            CREATE INDEX engine_batch_operation_item_instance ON engine_batch_operation_item (process_instance_key)
              WHERE process_instance_key IS NOT NULL
            """,
        "ALTER TABLE engine_resource ADD COLUMN is_deleted bigint NOT NULL DEFAULT 0",
        "ALTER TABLE engine_decision_definition ADD COLUMN is_deleted bigint NOT NULL DEFAULT 0",
        "ALTER TABLE engine_form ADD COLUMN is_deleted bigint NOT NULL DEFAULT 0",
    ];
}
