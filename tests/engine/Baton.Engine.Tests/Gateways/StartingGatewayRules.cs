using Baton.Engine.Instances;
using Baton.Engine.Migration;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Gateways;

/// <summary>Event-based gateways that start instances (BPMN 2.0, 10.6.6 and 13.2.4): the first event starts one, nobody waits for the others.</summary>
public sealed class StartingGatewayRules
{
    private const string Model = """
        <message id='m' name='letter'/><message id='n' name='call'/><signal id='n1' name='alarm'/>
        <eventBasedGateway id='g' instantiate='true'GATEWAY
        <intermediateCatchEvent id='letter'><zeebe:output source='=id' target='matter'/><messageEventDefinition messageRef='m'/></intermediateCatchEvent>
        <intermediateCatchEvent id='call'><messageEventDefinition messageRef='n'/></intermediateCatchEvent>
        <intermediateCatchEvent id='alarm'><signalEventDefinition signalRef='n1'/></intermediateCatchEvent>
        <intermediateCatchEvent id='daily'><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></intermediateCatchEvent>
        <intermediateCatchEvent id='full'><conditionalEventDefinition><condition>=level &gt; 9</condition></conditionalEventDefinition></intermediateCatchEvent>
        <task id='a'/><task id='b'/>
        <flow>g -> letter -> a; g -> call -> b; g -> alarm -> b; g -> daily -> b; g -> full -> b</flow>
        """;

    private static readonly string Plain = Model.Replace("GATEWAY", "/>", StringComparison.Ordinal);

    private static readonly string Listened = Model.Replace(
        "GATEWAY",
        "><zeebe:executionListeners><zeebe:executionListener eventType='start' type='hear'/></zeebe:executionListeners></eventBasedGateway>",
        StringComparison.Ordinal
    );

    [Fact]
    public void The_event_that_occurred_starts_the_instance_behind_the_gateway_and_the_others_are_not_waited_for()
    {
        Scenario scenario = Begin(Plain, "letter", ("id", 7));
        Assert.Equal("g letter a p", scenario.Completed);
        Assert.Equal("g_letter letter_a", string.Join(' ', scenario.History.OfType<SequenceFlowTaken>().Select(taken => taken.FlowId)));
        Assert.Equal<FeelValue>(7, scenario.Variable("matter"));
        Assert.False(scenario.HasVariable("id"));
        scenario.AssertCompleted();

        Scenario other = Begin(Plain, "call", ("id", 7));
        Assert.Equal("g call b p", other.Completed);
        Assert.Equal<FeelValue>(7, other.Variable("id"));
    }

    [Fact]
    public void All_its_events_are_told_to_who_arms_them()
    {
        var process = new Scenario(Plain).Definition.Process;
        Assert.Equal([("letter", "letter"), ("call", "call")], process.StartMessages.Select(start => (start.ElementId, start.MessageName)));
        Assert.Equal("alarm", Assert.Single(process.StartSignals).ElementId);
        Assert.Equal("daily", Assert.Single(process.StartTimers).ElementId);
        Assert.Equal("full", Assert.Single(process.StartConditions).ElementId);
        Assert.False(process.HasNoneStart);
    }

    [Theory]
    [InlineData("alarm")]
    [InlineData("daily")]
    [InlineData("full")]
    public void Signals_timers_and_conditions_start_instances_too(string start)
    {
        Scenario scenario = Begin(Plain, start, ("level", 10));
        Assert.Equal($"g {start} b p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_event_with_several_definitions_starts_by_any_of_them()
    {
        const string several = """
            <message id='m' name='letter'/><message id='n' name='call'/><eventBasedGateway id='g' instantiate='true'/>
            <intermediateCatchEvent id='either'><messageEventDefinition messageRef='m'/><messageEventDefinition messageRef='n'/></intermediateCatchEvent>
            <intermediateCatchEvent id='daily'><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></intermediateCatchEvent>
            <flow>g -> either; g -> daily</flow>
            """;
        var scenario = new Scenario(several);
        string second = scenario.Definition.Process.StartMessages[1].ElementId;
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { StartElementId = second });
        Assert.Equal("g either p", scenario.Completed);
    }

    [Fact]
    public void What_listens_to_the_gateway_comes_first_and_the_payload_waits_for_it()
    {
        Scenario scenario = Begin(Listened, "letter", ("id", 7));
        Assert.Equal("g", scenario.Open);
        Assert.False(scenario.HasVariable("matter"));
        scenario.Complete("g");
        Assert.Equal("g letter a p", scenario.Completed);
        Assert.Equal<FeelValue>(7, scenario.Variable("matter"));
    }

    [Fact]
    public void Migration_carries_the_event_that_has_yet_to_run_to_an_event_behind_the_new_gateway()
    {
        Scenario scenario = Begin(Listened, "letter", ("id", 7));
        string renamed = Listened.Replace("'g'", "'h'", StringComparison.Ordinal).Replace("g ->", "h ->", StringComparison.Ordinal);
        var target = scenario.Catalog.Add(ModelText.Compile("p", renamed));
        long key = scenario.State.RootInstanceKey;
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new MigrateInstance(key, target.Key, [])).Kind);
        Rejection refused = scenario.Refused(new MigrateInstance(key, target.Key, [new("g", "h"), new("letter", "a")]));
        Assert.Contains("is not mapped to an event behind 'h'", refused.Reason, StringComparison.Ordinal);
        scenario.Do(new MigrateInstance(key, target.Key, [new("g", "h"), new("letter", "call")]));
        scenario.Complete("h");
        Assert.Equal("h call b p", scenario.Completed);
    }

    [Fact]
    public void Nobody_begins_the_gateway_or_the_process_without_an_event()
    {
        var scenario = new Scenario(Plain);
        CreateInstance create = new(scenario.Definition.Key, FeelContext.Empty);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(create).Kind);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(create with { StartElementId = "a" }).Kind);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(create with { StartElementId = "g" }).Kind);
        Rejection refused = scenario.Refused(create with { StartBefore = ["g"] });
        Assert.Contains("begins with the event that starts an instance only", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_may_be_told_to_end_after_the_gateway()
    {
        var scenario = new Scenario(Plain);
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { StartElementId = "call", TerminateAfter = ["call"] });
        Assert.Equal("g call", scenario.Completed);
        Assert.True(scenario.State.IsEnded);
    }

    private static Scenario Begin(string model, string start, params ReadOnlySpan<(string, FeelValue)> variables)
    {
        var scenario = new Scenario(model);
        scenario.Do(new CreateInstance(scenario.Definition.Key, Scenario.Vars(variables)) { StartElementId = start });
        return scenario;
    }
}
