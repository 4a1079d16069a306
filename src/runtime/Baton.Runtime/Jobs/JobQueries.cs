using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Jobs;

/// <summary>What waiting workers ask of the rows.</summary>
internal static class JobQueries
{
    private const string Available = "SELECT job_key FROM engine_job WHERE is_open = 1 AND type = @p0 AND available_at <= @p1";

    /// <summary>Whether a worker finds a job; only those that take tokens find the jobs that were given out with one.</summary>
    public static bool AnyAvailable(DbConnection connection, string type, long now, bool withLease = true) =>
        connection.Number(Available + (withLease ? "" : " AND lease_token IS NULL") + " LIMIT 1", type, now) is not null;

    /// <summary>When the next lease or back-off of a type ends.</summary>
    public static long? NextAvailable(DbConnection connection, string type, long now) =>
        connection.Number("SELECT MIN(available_at) FROM engine_job WHERE is_open = 1 AND type = @p0 AND available_at > @p1", type, now);
}
