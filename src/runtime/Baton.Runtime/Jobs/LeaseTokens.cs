using System.Security.Cryptography;

namespace Baton.Runtime.Jobs;

/// <summary>
/// Tokens of leases. Each activation that wants one gives the job another, and from then on only who has the last one ends the job: a worker
/// whose lease has passed to another cannot interfere. A job that was once given out with a token stays fenced for the rest of its life.
/// </summary>
internal static class LeaseTokens
{
    private const int Length = 32;

    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>Null, or why a worker may not end the job.</summary>
    public static Problem? Refuse(OpenJob job, long key, string verb, string? given)
    {
        if (job.LeaseToken is null)
        {
            return null;
        }
        return string.IsNullOrEmpty(given)
            ? Problem.Conflict(
                "job.lease-missing",
                $"Expected to {verb} job {key}, but it was given out with a lease and the request has no token. Send the jobLeaseToken of its activation."
            )
            : RefuseOther(job, key, verb, given);
    }

    /// <summary>Null, or why a token that was given is not that of the job. None is fine: operators have none.</summary>
    public static Problem? RefuseOther(OpenJob job, long key, string verb, string? given) =>
        job.LeaseToken is null || string.IsNullOrEmpty(given) || string.Equals(job.LeaseToken, given, StringComparison.Ordinal)
            ? null
            : Problem.Conflict(
                "job.lease-lost",
                $"Expected to {verb} job {key}, but its lease has passed to another worker. Drop the work: the other one does it."
            );
}

/// <summary>A job that has not ended.</summary>
/// <param name="Root">The root instance.</param>
/// <param name="LeaseToken">The token of its last activation with one; null when there was none.</param>
internal readonly record struct OpenJob(long Root, string? LeaseToken);
