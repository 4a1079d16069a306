namespace Baton.Runtime.Jobs;

/// <summary>
/// Jobs of a type that nobody has, those that come first at the beginning. They were looked for once for all units of a group that want some, and
/// each unit takes from what those before left.
/// </summary>
/// <param name="jobs">The jobs, by their order.</param>
/// <param name="areAll">Whether there were no more when they were looked for.</param>
internal sealed class ReadyJobs(IReadOnlyList<JobCandidate> jobs, bool areAll)
{
    private int _next;

    /// <summary>Nothing is left, but there may be more in the database.</summary>
    public bool IsUsedUp => _next == jobs.Count && !areAll;

    /// <summary>The next jobs that fit.</summary>
    public List<JobCandidate> Take(int most, Func<JobCandidate, bool> fits)
    {
        var taken = new List<JobCandidate>(Math.Min(most, jobs.Count - _next));
        while (taken.Count < most && _next < jobs.Count)
        {
            var job = jobs[_next++];
            if (fits(job))
            {
                taken.Add(job);
            }
        }
        return taken;
    }

    /// <summary>Jobs that were taken and did not go are the next again.</summary>
    public void GiveBack(int count) => _next -= count;
}

/// <summary>A job that may be handed out.</summary>
/// <param name="Root">Its root instance.</param>
/// <param name="Key">Its key.</param>
/// <param name="AvailableAt">Since when, in milliseconds; 0 is from its beginning.</param>
internal sealed record JobCandidate(long Root, long Key, long AvailableAt);
