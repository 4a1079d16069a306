namespace Baton.Runtime.Storage;

/// <summary>Where many instances stand at one element, the newest are found along the index: on PostgreSQL it does not hold the key of the row by itself.</summary>
internal static class SchemaStep12
{
    public static string[] Statements { get; } =
    [
        "DROP INDEX engine_element_instance_active",
        """
            CREATE INDEX engine_element_instance_active ON engine_element_instance (definition_key, element_id, root_instance_key)
              WHERE ended_at IS NULL
            """,
    ];
}
