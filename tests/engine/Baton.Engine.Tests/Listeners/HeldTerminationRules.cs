using Baton.Engine.Instances;
using Baton.Engine.Modification;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Listeners;

/// <summary>What may happen while a cancel listener holds something that is cut off.</summary>
public sealed class HeldTerminationRules
{
    private const string Interruptible = """
        <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
        <message id='n' name='n'><zeebe:subscription correlationKey='="k"'/></message>
        <serviceTask id='held'><zeebe:taskDefinition type='w'/>
          <zeebe:executionListeners><zeebe:executionListener eventType='cancel' type='l'/></zeebe:executionListeners></serviceTask>
        <boundaryEvent id='b' attachedToRef='held'><messageEventDefinition messageRef='m'/></boundaryEvent>
        <serviceTask id='after'><zeebe:taskDefinition type='w'/></serviceTask>
        """;

    [Fact]
    public void An_interrupted_activity_does_not_go_on_when_its_scope_is_interrupted_meanwhile()
    {
        Scenario scenario = new Scenario(
            Interruptible
                + """
                <startEvent id='s'/><flow>s -> held; b -> after</flow>
                <subProcess id='esp' triggeredByEvent='true'>
                  <startEvent id='on'><messageEventDefinition messageRef='n'/></startEvent>
                  <serviceTask id='instead'><zeebe:taskDefinition type='w'/></serviceTask><flow>on -> instead</flow>
                </subProcess>
                """
        ).Start();
        scenario.Send("b");
        scenario.Send("on");
        Assert.Equal("held", scenario.Open);
        var begin = new ModifyInstance(scenario.State.RootInstanceKey) { Activations = [new ElementActivation("after")] };
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(begin).Kind);
        scenario.Complete("held");
        Assert.Equal("esp instead", scenario.Open);
        scenario.Complete("instead");
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupted_activity_does_not_go_on_when_a_terminate_event_ends_its_scope_meanwhile()
    {
        Scenario scenario = new Scenario(
            Interruptible
                + """
                <startEvent id='s'/><parallelGateway id='fork'/><endEvent id='end'><terminateEventDefinition/></endEvent>
                <serviceTask id='other'><zeebe:taskDefinition type='w'/></serviceTask>
                <subProcess id='esp' triggeredByEvent='true'>
                  <startEvent id='on' isInterrupting='false'><messageEventDefinition messageRef='n'/></startEvent><endEvent id='oe'/><flow>on -> oe</flow>
                </subProcess>
                <flow>s -> fork -> held; fork -> other -> end; b -> after</flow>
                """
        ).Start();
        scenario.Send("b");
        scenario.Complete("other");
        Assert.Empty(scenario.State.MessageSubscriptions);
        scenario.Complete("held");
        scenario.AssertCompleted();
        Assert.Equal("s fork other end p", scenario.Completed);
    }

    [Fact]
    public void No_token_is_left_in_a_process_that_is_held_while_it_is_cut_off()
    {
        var scenario = new Scenario(
            """
            <zeebe:executionListeners><zeebe:executionListener eventType='cancel' type='l'/></zeebe:executionListeners>
            <startEvent id='s'/><task id='t'/><flow>s -> t</flow>
            """
        );
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["s"] });
        scenario.Complete("p");
        Assert.True(scenario.State.IsEnded);
        Assert.Equal("s", scenario.Completed);
    }
}
