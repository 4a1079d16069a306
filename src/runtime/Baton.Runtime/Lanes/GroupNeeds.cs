using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>What the units of a group are about, all together.</summary>
internal static class GroupNeeds
{
    /// <summary>The most jobs that are looked for ahead of the units which want them.</summary>
    public const int MostJobs = 1_000;

    /// <summary>What the database is asked when a group begins.</summary>
    public static OpeningRequest Opening(IEnumerable<UnitNeeds> needs)
    {
        var request = new OpeningRequest();
        foreach (var need in needs)
        {
            if (need.UserTaskKey is { } task)
            {
                request.UserTasks.Add(task);
            }
            if (need.JobKey is { } job)
            {
                request.Jobs.Add(job);
            }
            if (need.MessageName is { } message)
            {
                request.Messages.Add(message);
            }
        }
        return request;
    }

    /// <summary>How many jobs of each type the units want together; a type of which some want a lease token and some do not is left to them.</summary>
    public static IEnumerable<(string Type, int Jobs, bool WithLease)> Activations(IEnumerable<UnitNeeds> needs) =>
        needs
            .Select(need => need.Activation)
            .OfType<Jobs.ActivateJobsRequest>()
            .Where(request => request.MaxJobs > 0 && !string.IsNullOrWhiteSpace(request.Type))
            .GroupBy(request => request.Type, StringComparer.Ordinal)
            .Where(wanted => wanted.All(request => request.WithLease == wanted.First().WithLease))
            .Select(wanted =>
                (wanted.Key, (int)Math.Min(MostJobs, wanted.Sum(request => (long)request.MaxJobs)), wanted.First().WithLease)
            );
}
