using Baton.Runtime.Jobs;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>
/// What was read from the database for a whole group before its first unit. Each unit takes away from it what it makes untrue, so that later
/// units look into the database for that.
/// </summary>
internal sealed class GroupFacts(OpeningAnswer opening)
{
    private readonly HashSet<long> _changedJobs = [];
    private readonly Dictionary<string, ReadyJobs> _ready = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, string CorrelationKey)> _withoutMessage = [];

    /// <summary>A group of which nothing is known.</summary>
    public static GroupFacts None => new(OpeningAnswer.Nothing);

    /// <summary>The root instance of a user task that was open; whether it still is, the instance knows.</summary>
    public long? RootOfUserTask(long key) => opening.UserTasks.TryGetValue(key, out var root) ? root : null;

    /// <summary>A job that is open, with its token.</summary>
    public OpenJob? OpenJob(long key) =>
        opening.Jobs.TryGetValue(key, out var job) && !_changedJobs.Contains(key) ? new(job.Root, job.LeaseToken) : null;

    /// <summary>The open subscriptions for a message, the oldest first; null when that is not known.</summary>
    public IReadOnlyList<WaitingSubscription>? Waiting(string name, string correlationKey) =>
        opening.Waiting.TryGetValue((name, correlationKey), out var waiting) ? waiting : null;

    /// <summary>Nobody has sent such a message, and while the transaction has its lock only units of this group can.</summary>
    public void AddWithoutMessage(string name, string correlationKey) => _withoutMessage.Add((name, correlationKey));

    /// <summary>Whether it is known that there is no message of this name and key.</summary>
    public bool IsWithoutMessage(string name, string correlationKey) => _withoutMessage.Contains((name, correlationKey));

    public void Add(string type, ReadyJobs jobs) => _ready.Add(type, jobs);

    /// <summary>The jobs of a type that may be handed out; null when nobody looked for them.</summary>
    public ReadyJobs? Ready(string type) => _ready.GetValueOrDefault(type);

    /// <summary>Whether a unit of this group did something to the job.</summary>
    public bool IsChanged(long jobKey) => _changedJobs.Contains(jobKey);

    /// <summary>Rows that will be different from what was read.</summary>
    public void Change(UnitRows rows)
    {
        _changedJobs.UnionWith(rows.Jobs.Keys);
        _changedJobs.UnionWith(rows.Leases.Keys);
        foreach (var subscription in rows.Subscriptions.Values)
        {
            if (subscription.IsNew)
            {
                opening.Waiting.Remove((subscription.MessageName, subscription.CorrelationKey));
            }
        }
        foreach (var message in rows.Messages)
        {
            _withoutMessage.Remove((message.Name, message.CorrelationKey));
        }
        if (rows.Migrated.Count > 0)
        {
            opening.Waiting.Clear();
        }
    }
}
