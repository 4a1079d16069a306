namespace Baton.Runtime.Storage;

/// <summary>Documents that programs keep beside their variables, and indexes for counts of jobs and for the evaluations of decisions.</summary>
internal static class SchemaStep7
{
    public static string[] Statements { get; } =
    [
        "CREATE INDEX engine_decision_instance_evaluation ON engine_decision_instance (evaluation_key)",
        "CREATE INDEX engine_job_created ON engine_job (created_at, type)",
        "CREATE INDEX engine_job_ended ON engine_job (ended_at, type) WHERE ended_at IS NOT NULL",
        "CREATE INDEX engine_job_failed ON engine_job (updated_at, type) WHERE state = 'FAILED'",
        """
            CREATE INDEX engine_job_error ON engine_job (updated_at, type)
              WHERE error_code IS NOT NULL OR error_message IS NOT NULL
            """,
        """
            CREATE TABLE engine_document (
              document_id text PRIMARY KEY, file_name text NOT NULL, content_type text NOT NULL, size bigint NOT NULL,
              content_hash text NOT NULL, process_id text, process_instance_key bigint, custom_properties text NOT NULL,
              created_at bigint NOT NULL, expires_at bigint)
            """,
        "CREATE INDEX engine_document_expiry ON engine_document (expires_at) WHERE expires_at IS NOT NULL",
        """
            CREATE TABLE engine_document_part (
              document_id text NOT NULL, part bigint NOT NULL, content {blob} NOT NULL,
              PRIMARY KEY (document_id, part))
            """,
    ];
}
