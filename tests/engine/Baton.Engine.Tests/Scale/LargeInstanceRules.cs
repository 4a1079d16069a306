using Baton.Engine.AdHoc;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;
using Baton.Engine.MultiInstance;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Scale;

/// <summary>Instances as large as the bounds allow, and larger: the work is done, and the journal gives the same state.</summary>
public sealed class LargeInstanceRules
{
    private const string Each = """
        <startEvent id='s'/><endEvent id='e'/>
        <serviceTask id='t'><zeebe:taskDefinition type='t'/><multiInstanceLoopCharacteristics isSequential='SEQUENTIAL'>
          <zeebe:loopCharacteristics inputCollection='=items' inputElement='item' outputCollection='results' outputElement='=result'/>
        </multiInstanceLoopCharacteristics></serviceTask>
        <flow>s -> t -> e</flow>
        """;

    private const string Flowing = """
        <startEvent id='s'/><endEvent id='e'/>
        <adHocSubProcess id='ah'><zeebe:adHoc outputCollection='results' outputElement='=result'/>
          <completionCondition>=done</completionCondition>
          <serviceTask id='a'><zeebe:taskDefinition type='t'/></serviceTask>
        </adHocSubProcess>
        <flow>s -> ah -> e</flow>
        """;

    private const string Loop = """
        <startEvent id='s'/><endEvent id='e'/><exclusiveGateway id='merge'/><exclusiveGateway id='check' default='check_merge'/>
        <scriptTask id='count'><zeebe:script expression='=n + 1' resultVariable='n'/></scriptTask>
        <flow>s -> merge -> count -> check -> merge; check -> e [n >= turns]</flow>
        """;

    private readonly TestCatalog _catalog = new();
    private readonly CountingKeys _keys = new();
    private readonly InstanceState _state = new();
    private readonly List<EngineEvent> _history = [];

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Ten_thousand_iterations_collect_their_results_each_in_its_place(string isSequential)
    {
        const int Items = 10_000;
        Start(Each.Replace("SEQUENTIAL", isSequential, StringComparison.Ordinal), ("items", Numbers(Items)));
        var random = new Random(7);
        while (_state.Jobs.Count > 0)
        {
            Job job = isSequential == "true" ? _state.Jobs.First() : _state.Jobs.ElementAt(random.Next(Math.Min(20, _state.Jobs.Count)));
            FeelValue item = job.Element.Variables.Single(variable => variable.Name == "item").Value;
            Do(new CompleteJob(job.Key, FeelContext.Of(("result", FeelValue.From(item.AsNumber() * FeelNumber.From(2))))));
        }
        Assert.True(_state.IsEnded);
        FeelList results = _history.OfType<VariableCreated>().Last(created => created.Name == "results").Value.AsList();
        Assert.Equal(Enumerable.Range(0, Items).Select(i => FeelValue.From(i * 2)), results);
        Assert.Equal(Items, _history.OfType<LoopResultCollected>().Count());
        Assert.DoesNotContain(_history.OfType<VariableUpdated>(), updated => updated.Name == "results");
    }

    [Fact]
    public void A_collection_that_is_written_item_by_item_is_whole_after_a_replay_in_the_middle()
    {
        Start(Each.Replace("SEQUENTIAL", "false", StringComparison.Ordinal), ("items", Numbers(50)));
        foreach (Job job in _state.Jobs.Take(20).ToList())
        {
            Do(new CompleteJob(job.Key, FeelContext.Of(("result", FeelValue.From(job.Key)))));
        }
        Variable live = Collection(_state);
        Assert.Equal(20, live.Value.AsList().Count(item => !item.IsNull));
        Do(new SetVariables(Body(_state).Key, FeelContext.Of(("results", Numbers(50))), Local: true));
        Job last = _state.Jobs.Last();
        Do(new CompleteJob(last.Key, FeelContext.Of(("result", FeelValue.From("late")))));
        Assert.Equal(FeelValue.From("late"), live.Value.AsList()[49]);
        Assert.Equal(FeelValue.From(0), live.Value.AsList()[0]);
        Assert.Equal(_state.Fingerprint(), Replayed().Fingerprint());
    }

    [Fact]
    public void The_results_of_an_ad_hoc_sub_process_are_appended_one_by_one_and_whole_after_a_replay()
    {
        const int Flows = 3_000;
        Start(Flowing, ("done", false));
        ElementInstance adHoc = _state.ElementInstances.Single(each => each.Element.Id == "ah");
        Do(new ActivateAdHocElements(adHoc.Key, [.. Enumerable.Repeat(new AdHocActivation("a", FeelContext.Empty), Flows)], false));
        foreach ((Job job, int at) in _state.Jobs.Select((job, at) => (job, at)).ToList())
        {
            Do(new CompleteJob(job.Key, FeelContext.Of(("result", FeelValue.From(at)))));
        }
        Assert.Equal(Flows, _history.OfType<AdHocResultCollected>().Count());
        Assert.DoesNotContain(_history.OfType<VariableUpdated>(), updated => updated.Name == "results");
        Assert.Equal(
            Enumerable.Range(0, Flows).Select(i => FeelValue.From(i)),
            adHoc.Variables.Single(variable => variable.Name == "results").Value.AsList()
        );
        Assert.Equal(_state.Fingerprint(), Replayed().Fingerprint());
    }

    [Fact]
    public void A_hundred_thousand_turns_come_to_their_end_with_incidents_that_grant_more()
    {
        Start(Loop, ("n", 0), ("turns", 100_000));
        int granted = 0;
        while (!_state.IsEnded)
        {
            Incident incident = Assert.Single(_state.Incidents);
            Assert.Equal(IncidentType.LoopDetected, incident.Type);
            Do(new ResolveIncident(incident.Key), keeps: false);
            granted++;
        }
        // Three elements a turn and 50,000 activations a command.
        Assert.Equal(6, granted);
    }

    [Fact]
    public void Turns_within_the_bound_need_no_incident()
    {
        Start(Loop, ("n", 0), ("turns", 10_000));
        Assert.True(_state.IsEnded);
        Assert.Equal(10_000, _history.OfType<ElementCompleted>().Count(completed => completed.ElementId == "count"));
        Assert.True(Replayed().IsEnded);
    }

    private static FeelValue Numbers(int count) => FeelValue.From(FeelList.From(Enumerable.Range(0, count).Select(i => FeelValue.From(i))));

    private static ElementInstance Body(InstanceState state) => state.ElementInstances.Single(each => each.Loop is not null);

    private static Variable Collection(InstanceState state) => Body(state).Variables.Single(variable => variable.Name == "results");

    private void Start(string model, params ReadOnlySpan<(string, FeelValue)> variables)
    {
        DeployedProcess definition = _catalog.Add(ModelText.Compile("p", model));
        Do(new CreateInstance(definition.Key, FeelContext.Of(variables)));
    }

    private void Do(EngineCommand command, bool keeps = true)
    {
        var context = new EngineContext(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), _keys, _catalog, EngineLimits.Default);
        Decision decision = ProcessEngine.Decide(_state, command, context);
        Assert.True(decision.Rejection is null, decision.Rejection?.Reason);
        if (keeps)
        {
            _history.AddRange(decision.Events);
        }
    }

    private InstanceState Replayed()
    {
        var row = new System.Buffers.ArrayBufferWriter<byte>();
        EventCodec.Write(row, _history);
        var replayed = new InstanceState();
        foreach (EngineEvent @event in EventCodec.Read(row.WrittenSpan))
        {
            ProcessEngine.Apply(replayed, @event, _catalog);
        }
        return replayed;
    }
}
