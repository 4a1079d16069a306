namespace Baton.Runtime.Storage;

/// <summary>What a job says of itself beside its element: headers, priority, and who alone may end it. Open ones are handed out in the order of an index.</summary>
internal static class SchemaStep6
{
    public static string[] Statements { get; } =
    [
        "ALTER TABLE engine_job ADD COLUMN headers text",
        "ALTER TABLE engine_job ADD COLUMN priority bigint NOT NULL DEFAULT 0",
        "ALTER TABLE engine_job ADD COLUMN lease_token text",
        "DROP INDEX engine_job_open",
        "CREATE INDEX engine_job_open ON engine_job (type, available_at, priority DESC, job_key, lease_token) WHERE is_open = 1",
    ];
}
