using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>Who works on a job and until when; the token is given out once and null where there is none.</summary>
internal sealed record LeaseEntry(long Root, long JobKey, string Worker, long Until, string? Token);

/// <summary>Writes the lease's part of the rows of jobs.</summary>
internal static class LeaseRows
{
    private static readonly string[] Key = ["root_instance_key", "job_key"];

    private static readonly RowShape Lease = new(RowVerb.Update, "engine_job", ["worker", "deadline", "available_at", "updated_at"], Key);

    private static readonly RowShape Token = new(RowVerb.Update, "engine_job", ["lease_token"], Key);

    public static void Write(RowWriters writers, IReadOnlyCollection<LeaseEntry> entries, long now)
    {
        foreach (var row in entries)
        {
            writers[Lease].Bind(row.Worker).Bind(row.Until).Bind(row.Until).Bind(now).Bind(row.Root).Bind(row.JobKey).Add();
            if (row.Token is { } token)
            {
                writers[Token].Bind(token).Bind(row.Root).Bind(row.JobKey).Add();
            }
        }
    }
}
