using System.Buffers;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;
using Baton.Engine.Signals;
using Baton.Engine.Simulation.Models;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Engine.Simulation;

/// <summary>
/// One seed: a random model and a random schedule of commands and faults. First anything may happen, then only what brings the instance to
/// its end, which it must reach.
/// </summary>
internal sealed partial class Run
{
    private const int WildSteps = 120;
    private const int MaxSteps = 3_000;

    private readonly Random _random;
    private readonly TestCatalog _catalog = new();
    private readonly CountingKeys _keys = new();
    private readonly List<byte[]> _journal = [];
    private readonly List<long> _spentKeys = [];
    private readonly Dictionary<long, long> _twins = [];
    private readonly RandomModel _model;
    private readonly RandomModel _child;
    private readonly FlowBalance _balance;
    private readonly ListenerWatch _listeners = new();
    private readonly InstanceState _shadow = new();
    private InstanceState _state = new();
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Whether it may end by being terminated: cancelled, or cut off after an element.</summary>
    private bool _mayBeCutOff;

    public Run(int seed)
    {
        _random = new Random(seed);
        _child = new RandomModel(_random, mayCall: false);
        _model = new RandomModel(_random, mayCall: true);
        _balance = new FlowBalance([.. _model.Pairs, .. _child.Pairs]);
    }

    /// <summary>The types of all events that occurred.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>The texts of the models, for whoever looks at a failure.</summary>
    public string Models => $"{ModelText.Xml("root", _model.Text)}\n{ModelText.Xml("child", _child.Text)}";

    public void Play()
    {
        Deploy("child", _child);
        DeployedProcess root = Deploy("root", _model);
        AddDecision();
        Do(new CreateInstance(root.Key, FeelContext.Of(("order", "o-1"))) { TerminateAfter = TerminateAfter() });
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
        Check.Equal(
            0,
            _state.SignalSubscriptions.Count + _state.ConditionSubscriptions.Count + _state.UserTasks.Count + _state.Incidents.Count
        );
        Check.Equal(_state.Fingerprint(), Replay().Fingerprint());
        if (!_mayBeCutOff)
        {
            _balance.CheckEnded(_state.RootInstanceKey);
        }
    }

    /// <summary>Each model stands in the catalog twice, so that instances can go on by the other one.</summary>
    private DeployedProcess Deploy(string processId, RandomModel model)
    {
        DeployedProcess one = _catalog.Add(ModelText.Compile(processId, model.Text));
        DeployedProcess other = _catalog.Add(ModelText.Compile(processId + "2", Migrations.Twin(model.Text)));
        _listeners.Know(one.Process);
        _listeners.Know(other.Process);
        _twins[one.Key] = other.Key;
        _twins[other.Key] = one.Key;
        return one;
    }

    private void AddDecision() =>
        _catalog.Decisions.Add(
            new DeployedDecision
            {
                Key = 5_000_000,
                DecisionId = "decide",
                Version = 1,
                Evaluate = (_, _) => new DecisionAnswer(FeelValue.From(7), null),
            }
        );

    private IReadOnlyList<string> TerminateAfter()
    {
        if (_random.Next(12) > 0)
        {
            return [];
        }
        _mayBeCutOff = true;
        return [_model.Pairs[_random.Next(_model.Pairs.Count)].In];
    }

    /// <summary>The process dies; what lives afterwards is what the journal gives, or a snapshot.</summary>
    private void Crash() => _state = _random.Next(2) == 0 ? Replay() : Snapshot();

    private InstanceState Snapshot()
    {
        var snapshot = new ArrayBufferWriter<byte>();
        SnapshotCodec.Write(snapshot, _state);
        return SnapshotCodec.Read(snapshot.WrittenSpan, _catalog)!;
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

    private EngineContext Context() => new(_now, _keys, _catalog, EngineLimits.Default);

    private void Do(EngineCommand command)
    {
        Decision decision = ProcessEngine.Decide(_state, command, Context());
        Check.That(decision.Rejection is null, $"{command} was refused: {decision.Rejection?.Reason}");
        Committed(decision);
    }

    private void Committed(Decision decision)
    {
        var row = new ArrayBufferWriter<byte>();
        EventCodec.Write(row, decision.Events);
        _journal.Add(row.WrittenSpan.ToArray());
        foreach (EngineEvent @event in EventCodec.Read(row.WrittenSpan))
        {
            ProcessEngine.Apply(_shadow, @event, _catalog);
            Remember(@event);
            _listeners.Record(@event);
            Seen.Add(@event.GetType().Name);
        }
        _balance.Record(decision.Events);
        string lives = _state.Fingerprint();
        Check.Equal(_shadow.Fingerprint(), lives);
        Check.Equal(lives, Snapshot().Fingerprint());
        Invariants.Check(_state);
        CheckTerminateAfter(decision);
        foreach (SignalThrown thrown in decision.Events.OfType<SignalThrown>())
        {
            Broadcast(thrown.SignalName, thrown.Variables);
        }
    }

    private void CheckTerminateAfter(Decision decision)
    {
        long root = _state.RootInstanceKey;
        bool isOver = decision.Events.Any(each =>
            each.ProcessInstanceKey == root
            && each is ElementCompleted or ElementTerminated
            && _state.TerminateAfter.Contains((each as ElementCompleted)?.ElementId ?? (each as ElementTerminated)?.ElementId)
        );
        Check.That(!isOver || _state.Root is null or { State: ElementState.Terminating }, "the instance goes on after its last element");
    }

    /// <summary>A signal reaches everybody who waits for it as it is thrown.</summary>
    private void Broadcast(string name, FeelContext variables)
    {
        foreach (long key in _state.SignalSubscriptions.Where(each => each.SignalName == name).Select(each => each.Key).Order().ToList())
        {
            if (_state.SignalSubscription(key) is not null)
            {
                Do(new BroadcastSignal(key, name, variables));
            }
        }
    }

    private void Remember(EngineEvent @event)
    {
        switch (@event)
        {
            case JobCompleted job:
                _spentKeys.Add(job.Key);
                break;
            case JobCanceled job:
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
            case UserTaskCanceled task:
                _spentKeys.Add(task.Key);
                break;
            case IncidentResolved incident:
                _spentKeys.Add(incident.Key);
                break;
            case SignalSubscriptionClosed signal:
                _spentKeys.Add(signal.Key);
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
