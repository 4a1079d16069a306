namespace Baton.Runtime.Storage;

/// <summary>
/// Where many instances stand at one element, the newest are found along the index. It holds the whole order, as PostgreSQL sorts all of them
/// otherwise: it takes them for few.
/// </summary>
internal static class SchemaStep12
{
    public static string[] Statements { get; } =
    [
        "DROP INDEX engine_element_instance_active",
        """
            CREATE INDEX engine_element_instance_active ON engine_element_instance (definition_key, element_id, root_instance_key, process_instance_key)
              WHERE ended_at IS NULL
            """,
    ];
}
