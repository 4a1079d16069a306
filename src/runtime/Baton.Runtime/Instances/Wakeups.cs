using Baton.Runtime.UserTasks;

namespace Baton.Runtime.Instances;

/// <summary>Who has to be woken when the group is committed. Collected on the lane.</summary>
internal sealed class Wakeups(
    Action<IReadOnlyCollection<string>> jobs,
    Action due,
    Action outbox,
    Action<IReadOnlyCollection<long>> ended,
    TransitionWaiters transitions
)
{
    private readonly Dictionary<long, TransitionEnd> _transitions = [];
    private readonly HashSet<string> _jobTypes = new(StringComparer.Ordinal);
    private readonly HashSet<long> _ended = [];

    /// <summary>Something may be due earlier than the clockwork expects.</summary>
    public bool Due { get; set; }

    /// <summary>There may be something to deliver.</summary>
    public bool Outbox { get; set; }

    public void Job(string type) => _jobTypes.Add(type);

    public void Ended(long processInstanceKey) => _ended.Add(processInstanceKey);

    /// <summary>Who waits for the listeners of user tasks.</summary>
    public TransitionWaiters Transitions { get; } = transitions;

    public void TransitionEnded(long userTaskKey, TransitionEnd end) => _transitions[userTaskKey] = end;

    public void Send()
    {
        if (_transitions.Count > 0)
        {
            Transitions.End(_transitions);
        }
        if (_jobTypes.Count > 0)
        {
            jobs(_jobTypes);
        }
        if (_ended.Count > 0)
        {
            ended(_ended);
        }
        if (Due)
        {
            due();
        }
        if (Outbox)
        {
            outbox();
        }
        Forget();
    }

    public void Forget()
    {
        _jobTypes.Clear();
        _ended.Clear();
        _transitions.Clear();
        Due = false;
        Outbox = false;
    }
}
