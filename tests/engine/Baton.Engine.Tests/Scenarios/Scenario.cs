using System.Buffers;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;
using Baton.Engine.Messages;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Scenarios;

/// <summary>
/// One instance of a model and what is done with it. After every command the journal and a snapshot, written and read again, must both give
/// exactly the state that lives.
/// </summary>
internal sealed class Scenario
{
    private readonly CountingKeys _keys = new();

    public Scenario(string model)
        : this("p", model) { }

    public Scenario(string processId, string model)
    {
        Definition = Catalog.Add(ModelText.Compile(processId, model));
    }

    public TestCatalog Catalog { get; } = new();

    public DeployedProcess Definition { get; }

    public InstanceState State { get; private set; } = new();

    public List<byte[]> Journal { get; } = [];

    public List<EngineEvent> History { get; } = [];

    /// <summary>How decisions were evaluated so far.</summary>
    public List<DecisionAsked> Asked { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public EngineLimits Limits { get; set; } = EngineLimits.Default;

    public TimeZoneInfo? Zone { get; set; }

    public static FeelContext Vars(params ReadOnlySpan<(string, FeelValue)> entries) => FeelContext.Of(entries);

    public Scenario Start(params ReadOnlySpan<(string, FeelValue)> variables)
    {
        Do(new CreateInstance(Definition.Key, Vars(variables)));
        return this;
    }

    /// <summary>Carries out a command that must be accepted.</summary>
    public IReadOnlyList<EngineEvent> Do(EngineCommand command)
    {
        Decision decision = Decide(command);
        Assert.True(decision.Rejection is null, decision.Rejection?.Reason);
        return decision.Events;
    }

    /// <summary>Carries out a command that must be refused, and must leave everything as it was.</summary>
    public Rejection Refused(EngineCommand command)
    {
        string before = State.Fingerprint();
        Decision decision = Decide(command);
        Assert.NotNull(decision.Rejection);
        Assert.Empty(decision.Events);
        Assert.Equal(before, State.Fingerprint());
        return decision.Rejection;
    }

    public Decision Decide(EngineCommand command)
    {
        Decision decision = ProcessEngine.Decide(State, command, new EngineContext(Now, _keys, Catalog, Limits, Zone, Seed: 1));
        if (decision.Rejection is null)
        {
            var row = new ArrayBufferWriter<byte>();
            EventCodec.Write(row, decision.Events);
            Journal.Add(row.WrittenSpan.ToArray());
            History.AddRange(decision.Events);
            Asked.AddRange(decision.Asked);
            string lives = State.Fingerprint();
            Assert.Equal(lives, Replay().Fingerprint());
            Assert.Equal(lives, Snapshot().Fingerprint());
        }
        return decision;
    }

    private InstanceState Snapshot()
    {
        var snapshot = new ArrayBufferWriter<byte>();
        SnapshotCodec.Write(snapshot, State);
        return SnapshotCodec.Read(snapshot.WrittenSpan, Catalog)!;
    }

    public InstanceState Replay()
    {
        var replayed = new InstanceState();
        foreach (byte[] row in Journal)
        {
            foreach (EngineEvent @event in EventCodec.Read(row))
            {
                ProcessEngine.Apply(replayed, @event, Catalog);
            }
        }
        return replayed;
    }

    /// <summary>The live state is lost; the journal brings it back.</summary>
    public void Crash() => State = Replay();

    public Job Job(string elementId) => Assert.Single(State.Jobs, job => job.Element.Element.Id == elementId);

    public UserTask Task(string elementId) => Assert.Single(State.UserTasks, task => task.Element.Element.Id == elementId);

    public PendingTimer Timer(string elementId) => Assert.Single(State.Timers, timer => timer.Target.Id == elementId);

    public MessageSubscription Message(string elementId) =>
        Assert.Single(State.MessageSubscriptions, subscription => subscription.Target.Id == elementId);

    public Incident Incident() => Assert.Single(State.Incidents);

    public ElementInstance Element(string elementId) => Assert.Single(State.ElementInstances, each => each.Element.Id == elementId);

    public IReadOnlyList<EngineEvent> Complete(string elementId, params ReadOnlySpan<(string, FeelValue)> variables) =>
        Do(new CompleteJob(Job(elementId).Key, Vars(variables)));

    public IReadOnlyList<EngineEvent> Fire(string elementId)
    {
        PendingTimer timer = Timer(elementId);
        Now = Now > timer.Plan.DueAt ? Now : timer.Plan.DueAt;
        return Do(new TriggerTimer(timer.Key));
    }

    public IReadOnlyList<EngineEvent> Send(string elementId, params ReadOnlySpan<(string, FeelValue)> variables)
    {
        MessageSubscription subscription = Message(elementId);
        return Do(new CorrelateMessage(subscription.Key, 77, subscription.MessageName, Vars(variables)));
    }

    public IReadOnlyList<EngineEvent> Set(string name, FeelValue value) =>
        Do(new SetVariables(State.RootInstanceKey, Vars((name, value)), Local: true));

    public IReadOnlyList<EngineEvent> Resolve() => Do(new ResolveIncident(Incident().Key));

    /// <summary>The value of a variable of the root scope as it was last written, also after the instance has ended.</summary>
    public FeelValue Variable(string name) => Written(State.RootInstanceKey, name);

    public bool HasVariable(string name) =>
        History.OfType<VariableCreated>().Any(each => each.ScopeKey == State.RootInstanceKey && each.Name == name);

    public FeelValue Written(long scopeKey, string name)
    {
        FeelValue value = FeelValue.Null;
        foreach (EngineEvent @event in History)
        {
            switch (@event)
            {
                case VariableCreated created when created.ScopeKey == scopeKey && created.Name == name:
                    value = created.Value;
                    break;
                case VariableUpdated updated when updated.ScopeKey == scopeKey && updated.Name == name:
                    value = updated.Value;
                    break;
            }
        }
        return value;
    }

    /// <summary>The ids of the elements that reached COMPLETED, in order.</summary>
    public string Completed => string.Join(' ', History.OfType<ElementCompleted>().Select(each => each.ElementId));

    /// <summary>The ids of the elements that reached TERMINATED, in order.</summary>
    public string Terminated => string.Join(' ', History.OfType<ElementTerminated>().Select(each => each.ElementId));

    /// <summary>The ids of the open elements, the process itself left out.</summary>
    public string Open =>
        string.Join(
            ' ',
            State.ElementInstances.Where(each => !each.IsProcess).Select(each => each.Element.Id).Order(StringComparer.Ordinal)
        );

    /// <summary>What happened to one element: the names of its life cycle events.</summary>
    public string Life(string elementId) =>
        string.Join(
            ' ',
            History
                .Select(each =>
                    each switch
                    {
                        ElementActivating e when e.ElementId == elementId => "ACTIVATING",
                        ElementActivated e when e.ElementId == elementId => "ACTIVATED",
                        ElementCompleting e when e.ElementId == elementId => "COMPLETING",
                        ElementCompleted e when e.ElementId == elementId => "COMPLETED",
                        ElementTerminating e when e.ElementId == elementId => "TERMINATING",
                        ElementTerminated e when e.ElementId == elementId => "TERMINATED",
                        _ => "",
                    }
                )
                .Where(each => each.Length > 0)
        );

    public void AssertCompleted()
    {
        Assert.True(State.IsEnded, "open: " + Open);
        Assert.Equal("p", History.OfType<ElementCompleted>().Last().ElementId);
        AssertNothingOpen();
    }

    public void AssertNothingOpen()
    {
        Assert.Empty(State.ElementInstances);
        Assert.Empty(State.Jobs);
        Assert.Empty(State.UserTasks);
        Assert.Empty(State.Timers);
        Assert.Empty(State.MessageSubscriptions);
        Assert.Empty(State.SignalSubscriptions);
        Assert.Empty(State.Incidents);
    }
}
