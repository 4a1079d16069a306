namespace Baton.Runtime.Storage;

/// <summary>The pieces of large output collections. Their variables are marked, and have a value that is not looked at.</summary>
internal static class SchemaStep8
{
    public static string[] Statements { get; } =
    [
        """
            CREATE TABLE engine_variable_piece (
              root_instance_key bigint NOT NULL, variable_key bigint NOT NULL, position bigint NOT NULL, value text NOT NULL,
              PRIMARY KEY (root_instance_key, variable_key, position)) {clustered}
            """,
        "ALTER TABLE engine_variable ADD COLUMN is_split bigint NOT NULL DEFAULT 0",
    ];
}
