using Baton.Runtime.Lanes;
using Baton.Runtime.Time;

namespace Baton.Runtime.Jobs;

/// <summary>Finds the jobs of a type that nobody has, those of the highest priority first, then the oldest.</summary>
internal static class JobFinding
{
    /// <summary>Those that were never given out with a token: others would be worked on without a fence.</summary>
    private const string WithoutToken = " AND lease_token IS NULL";

    /// <summary>
    /// Two ranges of one index: those that wait, in its own order, and those whose lease or back-off has ended, of which there are few. Where
    /// there are very many of these, the oldest 10,000 come before the others whatever their priority.
    /// </summary>
    internal static string Candidates { get; } = Sql("");

    internal static string Unfenced { get; } = Sql(WithoutToken);

    public static List<JobCandidate> Find(LaneStore store, string type, int most, bool withLease, DateTimeOffset now)
    {
        var found = new List<JobCandidate>();
        using var reader = store.Query(Sql(store, withLease)).With(type).With((long)most).With(Instant.ToMilliseconds(now)).Read();
        while (reader.Read())
        {
            found.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
        }
        return found;
    }

    private static string Sql(LaneStore store, bool withLease) =>
        store.SkipLocked is { Length: > 0 } skipLocked ? Sql(withLease ? "" : WithoutToken, skipLocked)
        : withLease ? Candidates
        : Unfenced;

    /// <summary>
    /// Where other lanes take jobs as well, rows that another one is about to take are left out, and of those whose lease has ended no more are
    /// looked at than are wanted, as all that are looked at are locked: among them age comes before priority.
    /// </summary>
    private static string Sql(string condition, string skipLocked = "")
    {
        const string columns = "root_instance_key, job_key, available_at, priority";
        const string order = "ORDER BY priority DESC, job_key LIMIT @p1";
        var open = $"SELECT {columns} FROM engine_job WHERE is_open = 1 AND type = @p0{condition}";
        var most = skipLocked.Length > 0 ? "@p1" : "10000";
        return $"""
            SELECT {columns} FROM (
              SELECT * FROM ({open} AND available_at = 0 {order}{skipLocked}) fresh
              UNION ALL
              SELECT * FROM (SELECT * FROM ({open} AND available_at > 0 AND available_at <= @p2
                ORDER BY available_at LIMIT {most}{skipLocked}) ended {order}) again
            ) found {order}
            """;
    }
}
