namespace Baton.Runtime.Storage;

/// <summary>
/// The processes that work on the database, the number of changes of the definitions, and which versions each deployment contained, those that
/// were there before included.
/// </summary>
internal static class SchemaStep9
{
    public static string[] Statements { get; } =
    [
        "CREATE TABLE engine_node (node_id text PRIMARY KEY, name text NOT NULL, started_at bigint NOT NULL, alive_until bigint NOT NULL)",
        "CREATE TABLE engine_catalog (id bigint PRIMARY KEY, version bigint NOT NULL)",
        "INSERT INTO engine_catalog (id, version) VALUES (1, 1)",
        """
            CREATE TABLE engine_deployment_member (
              deployment_key bigint NOT NULL, definition_key bigint NOT NULL, PRIMARY KEY (deployment_key, definition_key)) {clustered}
            """,
        "INSERT INTO engine_deployment_member SELECT deployment_key, form_key FROM engine_form",
        "INSERT INTO engine_deployment_member SELECT deployment_key, decision_key FROM engine_decision_definition",
    ];
}
