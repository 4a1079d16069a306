namespace Baton.Runtime.Storage;

/// <summary>
/// Instances of a version in one state come in the order in which they began: the index by version and state goes on with that, so that it serves
/// lists and analyses of very many instances without one more index to keep.
/// </summary>
internal static class SchemaStep10
{
    public static string[] Statements { get; } =
    [
        "DROP INDEX engine_process_instance_definition",
        """
            CREATE INDEX engine_process_instance_definition
              ON engine_process_instance (definition_key, state, started_at, process_instance_key)
            """,
    ];
}
