using Baton.Engine;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Runtime.Decisions;
using Baton.Runtime.Deployments;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Baton.Runtime.Messages;
using Baton.Runtime.Projections;
using Baton.Runtime.Signals;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Instances;

/// <summary>
/// The root instances as one unit of work sees and changes them: load, decide, keep the events for the journal and their rows for the
/// projections.
/// </summary>
internal sealed class InstanceTable
{
    private readonly UnitOfWork _unit;
    private readonly EngineRoom _room;
    private readonly Dictionary<long, TouchedInstance> _touched = [];
    private readonly Projector _projector;
    private DefinitionCatalog? _catalog;

    public InstanceTable(UnitOfWork unit, EngineRoom room)
    {
        _unit = unit;
        _room = room;
        _projector = new(unit.Rows, unit.Now, room.Wakeups, () => Catalog);
    }

    public DefinitionCatalog Catalog
    {
        get => _catalog ?? _room.Catalog;
        set => _catalog = value;
    }

    public MessageRouter Messages { get; set; } = null!;

    public SignalRouter Signals { get; set; } = null!;

    private EngineContext Context => new(_unit.Now, _unit.Group.Keys, Catalog, _room.Limits, Seed: Seeds.New());

    public Outcome<CreatedInstance> Create(CreateInstanceRequest request)
    {
        var definition = Definition(request);
        if (definition is null)
        {
            return Problem.NotFound("process.unknown", $"Expected to start {Named(request)}, but no such process is deployed.");
        }
        var command = new CreateInstance(definition.Key, request.Variables)
        {
            BusinessId = request.BusinessId,
            Tags = request.Tags,
            StartBefore = request.StartBefore,
            TerminateAfter = request.TerminateAfter,
        };
        return Start(definition, command, null)
            .Then(key => new CreatedInstance(
                key,
                definition.Key,
                definition.ProcessId,
                definition.Version,
                request.BusinessId,
                request.Tags
            ));
    }

    /// <summary>Starts an instance; the message key, if any, locks further starts by the same key until it ends.</summary>
    public Outcome<long> Start(DeployedProcess definition, CreateInstance command, string? messageKey)
    {
        var instance = new CachedInstance(new InstanceState());
        var decision = ProcessEngine.Decide(instance.State, command, Context);
        if (decision.Rejection is { } rejection)
        {
            return Problem.From(rejection);
        }
        var root = instance.State.RootInstanceKey;
        _unit.Group.Own(root);
        _room.Cache.Add(instance);
        var touched = Touch(instance);
        touched.IsChanged = true;
        Record(touched, decision);
        if (messageKey is not null)
        {
            _unit.Rows.ProcessInstances[root].MessageKey = messageKey;
        }
        Follow(instance, decision.Events);
        return root;
    }

    /// <summary>Decides a command. Null when it was carried out.</summary>
    public Problem? Execute(CachedInstance instance, EngineCommand command)
    {
        // Touched first: a decision that throws half-way leaves a state that must not stay in memory.
        var touched = Touch(instance);
        var wasChanged = touched.IsChanged;
        touched.IsChanged = true;
        var decision = ProcessEngine.Decide(instance.State, command, Context);
        if (decision.Rejection is { } rejection)
        {
            touched.IsChanged = wasChanged;
            return Problem.From(rejection);
        }
        Record(touched, decision);
        Follow(instance, decision.Events);
        return null;
    }

    /// <summary>The root instance, from memory or by replay of its journal; null when there is none.</summary>
    /// <exception cref="ContentionException">Another lane works on it.</exception>
    public CachedInstance? Load(long root) => _room.Instances.Load(_unit.Group, root, Catalog);

    /// <summary>
    /// Makes sure that no other lane changes these root instances before this transaction ends, and that memory has what others have changed.
    /// Instances that another lane works on are left out.
    /// </summary>
    public IReadOnlyDictionary<long, CachedInstance?> Own(IReadOnlyCollection<long> roots) => _room.Instances.Own(_unit.Group, roots);

    public long? RootOfUserTask(long key) =>
        _unit.Rows.UserTasks.TryGetValue(key, out var row)
            ? Open(row, row.CompletedAt)
            : _unit.Group.Facts.RootOfUserTask(key)
                ?? Root("SELECT root_instance_key FROM engine_user_task WHERE user_task_key = @p0 AND completed_at IS NULL", key);

    public OpenJob? OpenJob(long key)
    {
        if (_unit.Rows.Jobs.TryGetValue(key, out var row) && (row.IsNew || row.EndedAt is not null))
        {
            return row.EndedAt is null ? new OpenJob(row.Root, null) : null;
        }
        if (_unit.Rows.Leases.TryGetValue(key, out var lease))
        {
            return new OpenJob(lease.Root, lease.Token);
        }
        if (_unit.Group.Facts.OpenJob(key) is { } known)
        {
            return known;
        }
        _unit.Group.SendEarlier();
        using var reader = _room
            .Store.Query("SELECT root_instance_key, lease_token FROM engine_job WHERE job_key = @p0 AND ended_at IS NULL")
            .With(key)
            .Read();
        return reader.Read() ? new OpenJob(reader.GetInt64(0), reader.Text(1)) : null;
    }

    public long? RootOfIncident(long key) =>
        _unit.Rows.Incidents.TryGetValue(key, out var row)
            ? Open(row, row.ResolvedAt)
            : Root("SELECT root_instance_key FROM engine_incident WHERE incident_key = @p0 AND resolved_at IS NULL", key);

    public long? RootOfInstance(long key) =>
        _unit.Rows.ProcessInstances.TryGetValue(key, out var row)
            ? Open(row, row.EndedAt)
            : Root("SELECT root_instance_key FROM engine_process_instance WHERE process_instance_key = @p0 AND ended_at IS NULL", key);

    public long? RootOfScope(long key) =>
        RootOfInstance(key)
        ?? (
            _unit.Rows.ElementInstances.TryGetValue(key, out var row)
                ? Open(row, row.EndedAt)
                : Root("SELECT root_instance_key FROM engine_element_instance WHERE element_instance_key = @p0 AND ended_at IS NULL", key)
        );

    /// <summary>The correlation key of the message that started the root instance, or null.</summary>
    public string? MessageKeyOf(long root)
    {
        if (_unit.Rows.ProcessInstances.TryGetValue(root, out var row) && row.IsNew)
        {
            return row.MessageKey;
        }
        _unit.Group.SendEarlier();
        using var reader = _room
            .Store.Query("SELECT message_key FROM engine_process_instance WHERE root_instance_key = @p0 AND process_instance_key = @p0")
            .With(root)
            .Read();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : null;
    }

    /// <summary>The start events of latest versions that wait for a message.</summary>
    public IEnumerable<MessageStart> MessageStarts(string name) => _room.MessageStarts(name);

    /// <summary>Something will be due that was not before.</summary>
    public void WakeDue() => _room.Wakeups.Due();

    /// <summary>Something is due at the instant (milliseconds).</summary>
    public void WakeDue(long at) => _room.Wakeups.Due(at);

    /// <summary>There is something to deliver.</summary>
    public void WakeOutbox() => _room.Wakeups.Outbox = true;

    /// <summary>Hosts are told it after the commit.</summary>
    public void Tell(string topic) => _room.Wakeups.Topic(topic);

    /// <summary>Tells those who take part what happened, until nothing new happens.</summary>
    public async ValueTask Settle()
    {
        if (_room.Participants.Count == 0)
        {
            return;
        }
        while (NextUnreported() is { } touched)
        {
            var events = touched.Unreported!;
            touched.Unreported = null;
            var state = touched.Instance.State;
            var commit = new EngineCommit
            {
                RootInstanceKey = state.RootInstanceKey,
                ProcessInstanceKey = state.RootInstanceKey,
                BusinessId = state.BusinessId,
                Tags = state.Tags,
                Definition = touched.Instance.Definitions[state.RootInstanceKey],
                State = state,
                Events = events,
            };
            foreach (var participant in _room.Participants)
            {
                await participant.OnCommit(_unit, commit).ConfigureAwait(false);
            }
        }
    }

    public void Keep()
    {
        if (_catalog is not null)
        {
            _room.Use(_catalog);
        }
        foreach (var (root, touched) in _touched)
        {
            _room.Touch(root);
            if (touched.Instance.State.IsEnded)
            {
                _room.Cache.Evict(root);
            }
        }
    }

    public void Drop()
    {
        foreach (var (root, _) in _touched.Where(each => each.Value.IsChanged))
        {
            _room.Cache.Evict(root);
        }
    }

    /// <summary>What messages and signals have to do with what just happened.</summary>
    private void Follow(CachedInstance instance, IReadOnlyList<EngineEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            switch (events[i])
            {
                case MessageSubscriptionOpened opened:
                    Messages.Offer(instance, opened.Key);
                    break;
                case MessageSubscriptionCorrelated { StaysOpen: true } correlated:
                    Messages.Offer(instance, correlated.Key);
                    break;
                case SignalThrown thrown:
                    Signals.Throw(thrown.SignalName, thrown.Variables);
                    break;
                case ElementCompleted completed when completed.Key == instance.State.RootInstanceKey:
                case ElementTerminated terminated when terminated.Key == instance.State.RootInstanceKey:
                    Messages.Unlock(instance);
                    break;
            }
        }
    }

    private void Record(TouchedInstance touched, Decision decision)
    {
        var (instance, events) = (touched.Instance, decision.Events);
        if (events.Count == 0)
        {
            return;
        }
        _projector.Project(instance, decision);
        foreach (var asked in decision.Asked)
        {
            DecisionRecording.Record(_unit, Catalog, instance, asked);
        }
        KeepForJournal(instance, events);
        if (_room.Participants.Count > 0)
        {
            (touched.Unreported ??= []).AddRange(events);
        }
    }

    /// <summary>All events of a root instance in a unit are one row, as long as the row is not in the database yet.</summary>
    private void KeepForJournal(CachedInstance instance, IReadOnlyList<EngineEvent> events)
    {
        var root = instance.State.RootInstanceKey;
        var journal = _unit.Rows.Journal;
        if (journal.Find(entry => entry.RootInstanceKey == root) is { } entry)
        {
            entry.Add(events);
            return;
        }
        journal.Add(new(root, instance.NextSequence++, events));
    }

    private TouchedInstance Touch(CachedInstance instance)
    {
        if (!_touched.TryGetValue(instance.State.RootInstanceKey, out var touched))
        {
            touched = new(instance);
            _touched.Add(instance.State.RootInstanceKey, touched);
        }
        return touched;
    }

    private TouchedInstance? NextUnreported()
    {
        foreach (var touched in _touched.Values)
        {
            if (touched.Unreported is not null)
            {
                return touched;
            }
        }
        return null;
    }

    private DeployedProcess? Definition(CreateInstanceRequest request) =>
        request switch
        {
            { ProcessDefinitionKey: { } key } => Catalog.Startable(key),
            { ProcessId: { } id, Version: { } version } => Catalog.ProcessVersion(id, version),
            { ProcessId: { } id } => Catalog.LatestProcess(id),
            _ => null,
        };

    private static string Named(CreateInstanceRequest request) =>
        request switch
        {
            { ProcessDefinitionKey: { } key } => FormattableString.Invariant($"process definition {key}"),
            { Version: { } version } => FormattableString.Invariant($"version {version} of process '{request.ProcessId}'"),
            _ => $"process '{request.ProcessId}'",
        };

    private long? Root(string sql, long key)
    {
        _unit.Group.SendEarlier();
        return _room.Store.Query(sql).With(key).Number();
    }

    private static long? Open(PendingRow row, long? endedAt) => endedAt is null ? row.Root : null;

    private sealed class TouchedInstance(CachedInstance instance)
    {
        public CachedInstance Instance { get; } = instance;

        /// <summary>Its state is another one than before the unit, or may be; a command that was refused changes nothing.</summary>
        public bool IsChanged { get; set; }

        public List<EngineEvent>? Unreported { get; set; }
    }
}
