using Baton.Engine.Conditions;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;

namespace Baton.Engine;

/// <summary>
/// What is open in one root instance tree: the process instance and the instances its call activities started. Ended element instances leave
/// it, so it is as small as the open work. Changed only by applying events; used by one thread at a time.
/// </summary>
public sealed class InstanceState
{
    private readonly Dictionary<long, ElementInstance> _elements = [];
    private readonly Dictionary<long, Job> _jobs = [];
    private readonly Dictionary<long, PendingTimer> _timers = [];
    private readonly Dictionary<long, MessageSubscription> _messages = [];
    private readonly Dictionary<long, SignalSubscription> _signals = [];
    private readonly Dictionary<long, ConditionSubscription> _conditions = [];
    private readonly Dictionary<long, UserTask> _userTasks = [];
    private readonly Dictionary<long, Incident> _incidents = [];

    /// <summary>The key of the root process instance; 0 before the first event.</summary>
    public long RootInstanceKey { get; private set; }

    /// <summary>How many events were applied.</summary>
    public long Version { get; internal set; }

    /// <summary>The root process instance; null before it is created and after it has ended.</summary>
    public ElementInstance? Root { get; private set; }

    /// <summary>Whether the root instance existed and has ended.</summary>
    public bool IsEnded => RootInstanceKey != 0 && Root is null;

    /// <summary>The caller's own name for the matter.</summary>
    public string? BusinessId { get; private set; }

    /// <summary>The tags of the root instance.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Elements after which the root instance is cut off.</summary>
    public IReadOnlyList<string> TerminateAfter { get; internal set; } = [];

    /// <summary>All open element instances, process instances included.</summary>
    public IReadOnlyCollection<ElementInstance> ElementInstances => _elements.Values;

    /// <summary>All open jobs.</summary>
    public IReadOnlyCollection<Job> Jobs => _jobs.Values;

    /// <summary>All waiting timers.</summary>
    public IReadOnlyCollection<PendingTimer> Timers => _timers.Values;

    /// <summary>All open message subscriptions.</summary>
    public IReadOnlyCollection<MessageSubscription> MessageSubscriptions => _messages.Values;

    /// <summary>All open signal subscriptions.</summary>
    public IReadOnlyCollection<SignalSubscription> SignalSubscriptions => _signals.Values;

    /// <summary>All open waits for conditions.</summary>
    public IReadOnlyCollection<ConditionSubscription> ConditionSubscriptions => _conditions.Values;

    /// <summary>All open user tasks.</summary>
    public IReadOnlyCollection<UserTask> UserTasks => _userTasks.Values;

    /// <summary>All open incidents.</summary>
    public IReadOnlyCollection<Incident> Incidents => _incidents.Values;

    /// <summary>The open element instance or process instance with this key, or null.</summary>
    public ElementInstance? ElementInstance(long key) => _elements.GetValueOrDefault(key);

    /// <summary>The open job with this key, or null.</summary>
    public Job? Job(long key) => _jobs.GetValueOrDefault(key);

    /// <summary>The waiting timer with this key, or null.</summary>
    public PendingTimer? Timer(long key) => _timers.GetValueOrDefault(key);

    /// <summary>The open message subscription with this key, or null.</summary>
    public MessageSubscription? MessageSubscription(long key) => _messages.GetValueOrDefault(key);

    /// <summary>The open signal subscription with this key, or null.</summary>
    public SignalSubscription? SignalSubscription(long key) => _signals.GetValueOrDefault(key);

    /// <summary>The open wait for a condition with this key, or null.</summary>
    public ConditionSubscription? ConditionSubscription(long key) => _conditions.GetValueOrDefault(key);

    /// <summary>The open user task with this key, or null.</summary>
    public UserTask? UserTask(long key) => _userTasks.GetValueOrDefault(key);

    /// <summary>The open incident with this key, or null.</summary>
    public Incident? Incident(long key) => _incidents.GetValueOrDefault(key);

    /// <summary>
    /// A text that is the same for two states exactly when they hold the same; for comparing a replayed state with the one that lives.
    /// </summary>
    public string Fingerprint() => StateFingerprint.Of(this);

    internal ElementInstance Require(long key) =>
        _elements.TryGetValue(key, out ElementInstance? found) ? found : throw Missing("element instance", key);

    internal Job RequireJob(long key) => _jobs.TryGetValue(key, out Job? found) ? found : throw Missing("job", key);

    internal PendingTimer RequireTimer(long key) => _timers.TryGetValue(key, out PendingTimer? found) ? found : throw Missing("timer", key);

    internal MessageSubscription RequireMessage(long key) =>
        _messages.TryGetValue(key, out MessageSubscription? found) ? found : throw Missing("message subscription", key);

    internal SignalSubscription RequireSignal(long key) =>
        _signals.TryGetValue(key, out SignalSubscription? found) ? found : throw Missing("signal subscription", key);

    internal ConditionSubscription RequireCondition(long key) =>
        _conditions.TryGetValue(key, out ConditionSubscription? found) ? found : throw Missing("condition subscription", key);

    internal UserTask RequireUserTask(long key) =>
        _userTasks.TryGetValue(key, out UserTask? found) ? found : throw Missing("user task", key);

    internal Incident RequireIncident(long key) =>
        _incidents.TryGetValue(key, out Incident? found) ? found : throw Missing("incident", key);

    internal void Restore(
        long rootInstanceKey,
        long version,
        string? businessId,
        IReadOnlyList<string> tags,
        IReadOnlyList<string> terminateAfter
    )
    {
        TerminateAfter = terminateAfter;
        RootInstanceKey = rootInstanceKey;
        Version = version;
        BusinessId = businessId;
        Tags = tags;
    }

    internal void BecomeRoot(ElementInstance root, string? businessId, IReadOnlyList<string> tags, IReadOnlyList<string> terminateAfter)
    {
        TerminateAfter = terminateAfter;
        RootInstanceKey = root.Key;
        Root = root;
        BusinessId = businessId;
        Tags = tags;
    }

    internal void Add(ElementInstance instance)
    {
        _elements.Add(instance.Key, instance);
        instance.Scope?.AddChild(instance);
    }

    internal void Remove(ElementInstance instance)
    {
        if (instance.ChildCount > 0 || instance.Job is not null || instance.UserTask is not null || instance.HasOpenSubscriptions)
        {
            throw new InvalidOperationException($"{instance} ended while something in it was still open.");
        }
        _elements.Remove(instance.Key);
        instance.Scope?.RemoveChild(instance);
        if (ReferenceEquals(instance, Root))
        {
            Root = null;
        }
    }

    internal void Add(Job job)
    {
        _jobs.Add(job.Key, job);
        job.Element.Job = job;
    }

    internal void Remove(Job job)
    {
        _jobs.Remove(job.Key);
        job.Element.Job = null;
    }

    internal void Add(UserTask task)
    {
        _userTasks.Add(task.Key, task);
        task.Element.UserTask = task;
    }

    internal void Remove(UserTask task)
    {
        _userTasks.Remove(task.Key);
        task.Element.UserTask = null;
    }

    internal void Add(PendingTimer timer)
    {
        _timers.Add(timer.Key, timer);
        (timer.Owner.Timers ??= []).Add(timer);
    }

    internal void Remove(PendingTimer timer)
    {
        _timers.Remove(timer.Key);
        timer.Owner.Timers!.Remove(timer);
    }

    internal void Add(MessageSubscription subscription)
    {
        _messages.Add(subscription.Key, subscription);
        (subscription.Owner.Messages ??= []).Add(subscription);
    }

    internal void Remove(MessageSubscription subscription)
    {
        _messages.Remove(subscription.Key);
        subscription.Owner.Messages!.Remove(subscription);
    }

    internal void Add(SignalSubscription subscription)
    {
        _signals.Add(subscription.Key, subscription);
        (subscription.Owner.Signals ??= []).Add(subscription);
    }

    internal void Remove(SignalSubscription subscription)
    {
        _signals.Remove(subscription.Key);
        subscription.Owner.Signals!.Remove(subscription);
    }

    internal void Add(ConditionSubscription subscription)
    {
        _conditions.Add(subscription.Key, subscription);
        (subscription.Owner.Conditions ??= []).Add(subscription);
    }

    internal void Remove(ConditionSubscription subscription)
    {
        _conditions.Remove(subscription.Key);
        subscription.Owner.Conditions!.Remove(subscription);
    }

    internal void Add(Incident incident)
    {
        _incidents.Add(incident.Key, incident);
        (incident.Element.Incidents ??= []).Add(incident);
        if (incident.Job is { } job)
        {
            job.Incident = incident;
        }
    }

    internal void Remove(Incident incident)
    {
        _incidents.Remove(incident.Key);
        incident.Element.Incidents!.Remove(incident);
        if (incident.Job is { } job)
        {
            job.Incident = null;
            job.State = JobState.Created;
        }
    }

    private InvalidOperationException Missing(string what, long key) =>
        new($"There is no {what} {key} in root instance {RootInstanceKey}: the event does not fit this state.");
}
