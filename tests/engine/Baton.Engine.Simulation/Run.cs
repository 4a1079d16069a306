using System.Buffers;
using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;
using Baton.Engine.Messages;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Simulation;

/// <summary>
/// One seed: a random model and a random schedule of commands and faults. First anything may happen, then only what brings the instance to
/// its end, which it must reach.
/// </summary>
internal sealed class Run
{
    private const int WildSteps = 60;
    private const int MaxSteps = 3_000;

    private readonly Random _random;
    private readonly TestCatalog _catalog = new();
    private readonly CountingKeys _keys = new();
    private readonly List<byte[]> _journal = [];
    private readonly List<long> _spentKeys = [];
    private readonly RandomModel _model;
    private readonly RandomModel _child;
    private readonly FlowBalance _balance;
    private readonly InstanceState _shadow = new();
    private InstanceState _state = new();
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private bool _isCanceled;

    /// <summary>The types of all events that occurred.</summary>
    public HashSet<string> Seen { get; } = [];

    public Run(int seed)
    {
        _random = new Random(seed);
        _child = new RandomModel(_random, mayCall: false);
        _model = new RandomModel(_random, mayCall: true);
        _balance = new FlowBalance([.. _model.Pairs, .. _child.Pairs]);
    }

    public void Play()
    {
        _catalog.Add(ModelText.Compile("child", _child.Text));
        var root = _catalog.Add(ModelText.Compile("root", _model.Text));
        Do(new CreateInstance(root.Key, FeelContext.Of(("order", "o-1"))));
        for (int step = 0; !_state.IsEnded; step++)
        {
            Check.That(step < MaxSteps, "the instance does not come to its end: " + _state.Fingerprint());
            if (step < WildSteps)
            {
                Wild();
            }
            else
            {
                Onward();
            }
        }
        Check.Equal(0, _state.ElementInstances.Count + _state.Jobs.Count + _state.Timers.Count + _state.MessageSubscriptions.Count);
        Check.Equal(_state.Fingerprint(), Replay().Fingerprint());
        if (!_isCanceled)
        {
            _balance.CheckEnded(_state.RootInstanceKey);
        }
    }

    private void Wild()
    {
        switch (_random.Next(24))
        {
            case < 6:
                WithJob(job => new CompleteJob(job.Key, FeelContext.Of(("result", _random.Next(100)))));
                break;
            case 6:
                WithJob(job => new FailJob(job.Key, _random.Next(2), "no luck", FeelContext.Empty, TimeSpan.FromMinutes(_random.Next(3))));
                break;
            case 7:
                WithJob(job => new ThrowJobError(job.Key, _random.Next(3) == 0 ? "OTHER" : "BROKEN", null, FeelContext.Of(("error", 1))));
                break;
            case < 10:
                With(_state.UserTasks, task => new CompleteUserTask(task.Key, FeelContext.Of(("decision", "yes"))));
                break;
            case 10:
                With(_state.UserTasks, task => new AssignUserTask(task.Key, "ann"));
                break;
            case 11:
                With(_state.UserTasks, task => new UpdateUserTask(task.Key, new UserTaskChanges { Priority = _random.Next(100) }));
                break;
            case < 14:
                With(_state.Timers, Trigger);
                break;
            case < 17:
                With(
                    _state.MessageSubscriptions,
                    each => new CorrelateMessage(each.Key, 1, each.MessageName, FeelContext.Of(("payload", 1)))
                );
                break;
            case 17:
                Toss();
                break;
            case 18:
                With(_state.Incidents, Resolve);
                break;
            case 19:
                Crash();
                break;
            case 20:
                LoseCommit();
                break;
            case 21:
                Late();
                break;
            case 22:
                With(
                    _state.ElementInstances,
                    each => new SetVariables(each.Key, FeelContext.Of(("any", _random.Next())), _random.Next(2) == 0)
                );
                break;
            default:
                if (_random.Next(40) == 0)
                {
                    _isCanceled = true;
                    Do(new CancelInstance(_state.RootInstanceKey));
                }
                break;
        }
    }

    /// <summary>One step that brings the instance nearer to its end.</summary>
    private void Onward()
    {
        if (_state.Incidents.Count > 0)
        {
            foreach (string coin in _model.Coins.Concat(_child.Coins))
            {
                Do(new SetVariables(_state.RootInstanceKey, FeelContext.Of((coin, 9)), Local: true));
                foreach (ElementInstance called in _state.ElementInstances.Where(each => each.IsProcess).ToList())
                {
                    Do(new SetVariables(called.Key, FeelContext.Of((coin, 9)), Local: true));
                }
            }
            With(_state.Incidents, Resolve);
            return;
        }
        if (_state.Jobs.Count > 0)
        {
            WithJob(job => new CompleteJob(job.Key, FeelContext.Empty));
            return;
        }
        if (_state.UserTasks.Count > 0)
        {
            With(_state.UserTasks, task => new CompleteUserTask(task.Key, FeelContext.Empty));
            return;
        }
        PendingTimer[] timers = [.. _state.Timers.Where(each => each.Target.Type == ElementType.IntermediateCatchEvent)];
        if (timers.Length > 0)
        {
            With(timers, Trigger);
            return;
        }
        MessageSubscription[] messages = [.. _state.MessageSubscriptions.Where(each => ReferenceEquals(each.Target, each.Owner.Element))];
        Check.That(messages.Length > 0, "nothing can bring the instance on: " + _state.Fingerprint());
        With(messages, each => new CorrelateMessage(each.Key, 2, each.MessageName, FeelContext.Empty));
    }

    private TriggerTimer Trigger(PendingTimer timer)
    {
        DateTimeOffset late = timer.Plan.DueAt.AddMinutes(_random.Next(200));
        _now = late > _now ? late : _now;
        return new TriggerTimer(timer.Key);
    }

    private EngineCommand Resolve(Incident incident) =>
        incident is { Type: IncidentType.JobNoRetries, Job: { Retries: 0 } job }
            ? new UpdateJob(job.Key, 2)
            : new ResolveIncident(incident.Key);

    private void Toss()
    {
        IReadOnlyList<string> coins = _model.Coins;
        if (coins.Count > 0)
        {
            string coin = coins[_random.Next(coins.Count)];
            Do(new SetVariables(_state.RootInstanceKey, FeelContext.Of((coin, _random.Next(10))), Local: true));
        }
    }

    private void WithJob(Func<Job, EngineCommand> command) =>
        With([.. _state.Jobs.Where(job => job.State is JobState.Created or JobState.FailedWithRetries)], command);

    private void With<T>(IReadOnlyCollection<T> open, Func<T, EngineCommand> command)
    {
        if (open.Count > 0)
        {
            Do(command(open.ElementAt(_random.Next(open.Count))));
        }
    }

    /// <summary>The process dies; what lives afterwards is what the journal gives, or a snapshot.</summary>
    private void Crash()
    {
        if (_random.Next(2) == 0)
        {
            _state = Replay();
            return;
        }
        var snapshot = new ArrayBufferWriter<byte>();
        SnapshotCodec.Write(snapshot, _state);
        _state = SnapshotCodec.Read(snapshot.WrittenSpan, _catalog)!;
        Check.Equal(_shadow.Fingerprint(), _state.Fingerprint());
    }

    /// <summary>A command is decided but cannot be committed: its events and the state are thrown away.</summary>
    private void LoseCommit()
    {
        if (_state.Jobs.Count > 0)
        {
            ProcessEngine.Decide(_state, new CompleteJob(_state.Jobs.First().Key, FeelContext.Empty), Context());
            _state = Replay();
            Check.Equal(_shadow.Fingerprint(), _state.Fingerprint());
        }
    }

    /// <summary>A command that was carried out before comes again, or one that is too late.</summary>
    private void Late()
    {
        if (_spentKeys.Count == 0)
        {
            return;
        }
        long key = _spentKeys[_random.Next(_spentKeys.Count)];
        string before = _state.Fingerprint();
        EngineCommand[] commands =
        [
            new CompleteJob(key, FeelContext.Empty),
            new TriggerTimer(key),
            new CompleteUserTask(key, FeelContext.Empty),
            new CorrelateMessage(key, 1, "x", FeelContext.Empty),
            new ResolveIncident(key),
        ];
        foreach (EngineCommand command in commands)
        {
            Decision decision = ProcessEngine.Decide(_state, command, Context());
            Check.Equal(RejectionKind.NotFound, decision.Rejection?.Kind);
        }
        Check.Equal(before, _state.Fingerprint());
    }

    private EngineContext Context() => new(_now, _keys, _catalog, EngineLimits.Default);

    private void Do(EngineCommand command)
    {
        Decision decision = ProcessEngine.Decide(_state, command, Context());
        Check.That(decision.Rejection is null, $"{command} was refused: {decision.Rejection?.Reason}");
        var row = new ArrayBufferWriter<byte>();
        EventCodec.Write(row, decision.Events);
        _journal.Add(row.WrittenSpan.ToArray());
        foreach (EngineEvent @event in EventCodec.Read(row.WrittenSpan))
        {
            ProcessEngine.Apply(_shadow, @event, _catalog);
            Remember(@event);
            Seen.Add(@event.GetType().Name);
        }
        _balance.Record(decision.Events);
        Check.Equal(_shadow.Fingerprint(), _state.Fingerprint());
        Invariants.Check(_state);
    }

    private void Remember(EngineEvent @event)
    {
        switch (@event)
        {
            case JobCompleted job:
                _spentKeys.Add(job.Key);
                break;
            case TimerTriggered timer:
                _spentKeys.Add(timer.Key);
                break;
            case TimerCanceled timer:
                _spentKeys.Add(timer.Key);
                break;
            case UserTaskCompleted task:
                _spentKeys.Add(task.Key);
                break;
            case IncidentResolved incident:
                _spentKeys.Add(incident.Key);
                break;
        }
    }

    private InstanceState Replay()
    {
        var state = new InstanceState();
        foreach (byte[] row in _journal)
        {
            foreach (EngineEvent @event in EventCodec.Read(row))
            {
                ProcessEngine.Apply(state, @event, _catalog);
            }
        }
        return state;
    }
}
