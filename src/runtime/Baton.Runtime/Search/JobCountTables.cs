using System.Data.Common;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>
/// What happened to jobs in a span of time, read from their rows: a job was created once, was completed at most once, and counts as failed as
/// long as its failure is the last that happened to it. What was tried again with success is completed and no longer failed.
/// </summary>
internal static class JobCountTables
{
    private const string Counts = """
        COUNT(DISTINCT m.worker) AS workers, SUM(m.created) AS created, MAX(CASE WHEN m.created = 1 THEN m.moment END) AS created_at,
        SUM(m.completed) AS completed, MAX(CASE WHEN m.completed = 1 THEN m.moment END) AS completed_at,
        SUM(m.failed) AS failed, MAX(CASE WHEN m.failed = 1 THEN m.moment END) AS failed_at
        """;

    private const string Columns = "g.grouped, g.workers, g.created, g.created_at, g.completed, g.completed_at, g.failed, g.failed_at";

    /// <summary>Stands for the condition of the request.</summary>
    private const string Counted = SearchTable<JobCounts>.Counted;

    /// <summary>
    /// Written so that no index of types matches: a span of time holds few jobs, while a type has all jobs that there ever were of it.
    /// </summary>
    private const string JobType = "(t.type || '')";

    private static readonly Dictionary<string, SearchField> JobFields = Fields(
        ("jobType", Text(JobType)),
        ("errorCode", Text("COALESCE(t.error_code, '')")),
        ("errorMessage", Text("COALESCE(t.error_message, '')"))
    );

    public static SearchTable<JobsByTypeRow> ByType(JobSpan span) =>
        Grouped(span, "m.type", row => new JobsByTypeRow(row.GetString(0), CountsOf(row), row.GetInt64(1)));

    /// <summary>Jobs that no worker has had are nobody's.</summary>
    public static SearchTable<JobsByWorkerRow> ByWorker(JobSpan span) =>
        Grouped(span, "m.worker", row => new JobsByWorkerRow(row.GetString(0), CountsOf(row)), "m.worker IS NOT NULL");

    /// <summary>Parts of the span without any job are left out.</summary>
    public static SearchTable<JobsOverTimeRow> OverTime(JobSpan span, TimeSpan resolution)
    {
        var length = (long)resolution.TotalMilliseconds;
        return Grouped(
            span,
            FormattableString.Invariant($"(m.moment / {length}) * {length}"),
            row => new JobsOverTimeRow(Instant.FromMilliseconds(row.GetInt64(0)), CountsOf(row))
        );
    }

    /// <summary>The errors of jobs that changed last in the span.</summary>
    public static SearchTable<JobErrorRow> Errors(JobSpan span) =>
        new(
            "g.first_key",
            "g.error_code, g.error_message, g.workers",
            $"""
            (SELECT MIN(t.job_key) AS first_key, COALESCE(t.error_code, '') AS error_code, COALESCE(t.error_message, '') AS error_message,
                COUNT(DISTINCT t.worker) AS workers
              FROM engine_job t WHERE {Within("t.updated_at", span)} AND (t.error_code IS NOT NULL OR t.error_message IS NOT NULL)
                AND {Counted}
              GROUP BY COALESCE(t.error_code, ''), COALESCE(t.error_message, '')) g
            """,
            JobFields,
            row => new(row.GetString(0), row.GetString(1), row.GetInt64(2))
        );

    /// <summary>All jobs of the span, or those of one type.</summary>
    public static JobCounts All(DbConnection connection, JobSpan span, string? type)
    {
        var moments = Moments(span).Replace(Counted, type is null ? "1 = 1" : $"{JobType} = @p0", StringComparison.Ordinal);
        object?[] values = type is null ? [] : [type];
        return connection.List(CountsOf, $"SELECT {Columns} FROM (SELECT 0 AS grouped, {Counts} FROM {moments}) g", values).Single();
    }

    private static SearchTable<T> Grouped<T>(JobSpan span, string group, Func<DbDataReader, T> row, string condition = "1 = 1") =>
        new(
            "g.grouped",
            Columns,
            $"(SELECT {group} AS grouped, {Counts} FROM {Moments(span)} WHERE {condition} GROUP BY {group}) g",
            JobFields,
            row
        );

    /// <summary>One row for each thing that happened to a job in the span.</summary>
    private static string Moments(JobSpan span) =>
        $"""
            (SELECT t.type, t.worker, t.created_at AS moment, 1 AS created, 0 AS completed, 0 AS failed
              FROM engine_job t WHERE {Within("t.created_at", span)} AND {Counted}
              UNION ALL SELECT t.type, t.worker, t.ended_at, 0, 1, 0
              FROM engine_job t WHERE {Within("t.ended_at", span)} AND t.state = 'COMPLETED' AND {Counted}
              UNION ALL SELECT t.type, t.worker, t.updated_at, 0, 0, 1
              FROM engine_job t WHERE {Within("t.updated_at", span)} AND t.state = 'FAILED' AND {Counted}) m
            """;

    private static string Within(string column, JobSpan span)
    {
        var from = Instant.ToMilliseconds(span.From);
        var to = Instant.ToMilliseconds(span.To);
        return FormattableString.Invariant($"{column} >= {from} AND {column} < {to}");
    }

    private static JobCounts CountsOf(DbDataReader row) => new(MetricOf(row, 2), MetricOf(row, 4), MetricOf(row, 6));

    private static JobMetric MetricOf(DbDataReader row, int column) =>
        new(row.Whole(column) ?? 0, Instant.FromMilliseconds(row.Whole(column + 1)));
}
