using Baton.Engine.Instances;
using Baton.Engine.Migration;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Migration;

/// <summary>Migrations to a definition in which elements have other ids.</summary>
public sealed class RenamingRules
{
    private const string Message =
        "<message id='m' name='m'><zeebe:subscription correlationKey='=\"k\"'/></message><signal id='n' name='n'/>";

    [Fact]
    public void What_has_occurred_of_an_event_that_needs_all_parts_counts_in_the_target()
    {
        static string Model(string id) =>
            $"""
                {Message}<startEvent id='s'/><endEvent id='e'/>
                <intermediateCatchEvent id='{id}' parallelMultiple='true'><messageEventDefinition messageRef='m'/><signalEventDefinition signalRef='n'/></intermediateCatchEvent>
                <flow>s -> {id} -> e</flow>
                """;
        Scenario scenario = new Scenario(Model("all")).Start();
        scenario.Send("all#1", ("got", 1));
        Migrate(scenario, Model("both"), ("all", "both"));
        var signal = Assert.Single(scenario.State.SignalSubscriptions);
        scenario.Do(new Signals.BroadcastSignal(signal.Key, "n", FeelContext.Empty));
        Assert.True(scenario.State.IsEnded);
        Assert.Equal<FeelValue>(1, scenario.Variable("got"));
    }

    [Fact]
    public void Handlers_that_are_still_to_come_run_in_the_target()
    {
        static string Model(string first, string undo) =>
            $"""
                <startEvent id='s'/><task id='{first}'/><task id='two'/><endEvent id='e'/>
                <boundaryEvent id='b{first}' attachedToRef='{first}'><compensateEventDefinition/></boundaryEvent><boundaryEvent id='btwo' attachedToRef='two'><compensateEventDefinition/></boundaryEvent>
                <serviceTask id='{undo}' isForCompensation='true'><zeebe:taskDefinition type='w'/></serviceTask><serviceTask id='untwo' isForCompensation='true'><zeebe:taskDefinition type='w'/></serviceTask>
                <association id='a1' sourceRef='b{first}' targetRef='{undo}'/><association id='a2' sourceRef='btwo' targetRef='untwo'/>
                <intermediateThrowEvent id='throw'><baton:compensation order='reverse'/><compensateEventDefinition/></intermediateThrowEvent>
                <flow>s -> {first} -> two -> throw -> e</flow>
                """;
        Scenario scenario = new Scenario(Model("one", "unone")).Start();
        Assert.Equal("throw untwo", scenario.Open);
        Migrate(scenario, Model("uno", "ununo"), ("throw", "throw"), ("untwo", "untwo"), ("one", "uno"));
        scenario.Complete("untwo");
        Assert.Equal("throw ununo", scenario.Open);
        scenario.Complete("ununo");
        Assert.True(scenario.State.IsEnded);
    }

    [Fact]
    public void An_event_sub_process_that_a_listener_holds_begins_at_the_start_event_of_the_target()
    {
        static string Model(string start) =>
            $"""
                {Message}<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='w'/></serviceTask><flow>s -> t</flow>
                <subProcess id='esp' triggeredByEvent='true'>
                  <zeebe:executionListeners><zeebe:executionListener eventType='start' type='l'/></zeebe:executionListeners>
                  <startEvent id='{start}'><messageEventDefinition messageRef='m'/></startEvent><endEvent id='oe'/><flow>{start} -> oe</flow>
                </subProcess>
                """;
        Scenario scenario = new Scenario(Model("on")).Start();
        scenario.Send("on");
        Migrate(scenario, Model("begin"), ("esp", "esp"));
        scenario.Complete("esp");
        Assert.True(scenario.State.IsEnded);
        Assert.Equal("s begin oe esp p2", scenario.Completed);
    }

    [Fact]
    public void A_flow_that_a_complex_gateway_remembers_must_be_mapped()
    {
        static string Model(string join) =>
            $"""
                <startEvent id='s'/><parallelGateway id='fork'/><task id='x'/><endEvent id='e'/><serviceTask id='t'><zeebe:taskDefinition type='w'/></serviceTask>
                <serviceTask id='w'><zeebe:taskDefinition type='w'/></serviceTask>
                <complexGateway id='{join}'><activationCondition>=activationCount >= 1</activationCondition></complexGateway>
                <flow>s -> fork -> t -> {join}; fork -> x -> {join} -> w -> e</flow>
                """;
        Scenario scenario = new Scenario(Model("some")).Start();
        Assert.Equal("t w", scenario.Open);
        long target = scenario.Catalog.Add(ModelText.Compile("p2", Model("few"))).Key;
        ElementMapping[] active = [new("t", "t"), new("w", "w")];
        long instance = scenario.State.RootInstanceKey;
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new MigrateInstance(instance, target, active)).Kind);
        scenario.Do(new MigrateInstance(instance, target, [.. active, new("some", "few"), new("x_some", "x_few")]));
        scenario.Complete("t");
        scenario.Complete("w");
        Assert.True(scenario.State.IsEnded);
        Assert.Single(scenario.History.OfType<ElementCompleted>(), each => each.ElementId == "w");
    }

    [Fact]
    public void The_element_after_which_an_instance_ends_is_mapped_with_the_others()
    {
        static string Model(string id) =>
            $"<startEvent id='s'/><serviceTask id='{id}'><zeebe:taskDefinition type='w'/></serviceTask><serviceTask id='next'><zeebe:taskDefinition type='w'/></serviceTask><flow>s -> {id} -> next</flow>";
        var scenario = new Scenario(Model("t"));
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["t"] });
        Migrate(scenario, Model("u"), ("t", "u"));
        scenario.Complete("u");
        Assert.True(scenario.State.IsEnded);
    }

    private static void Migrate(Scenario scenario, string model, params (string From, string To)[] mappings)
    {
        long target = scenario.Catalog.Add(ModelText.Compile("p2", model)).Key;
        scenario.Do(
            new MigrateInstance(
                scenario.State.RootInstanceKey,
                target,
                [.. mappings.Select(each => new ElementMapping(each.From, each.To))]
            )
        );
    }
}
