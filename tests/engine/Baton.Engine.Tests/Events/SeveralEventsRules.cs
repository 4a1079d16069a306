using Baton.Engine.Tests.Scenarios;

namespace Baton.Engine.Tests.Events;

/// <summary>Events with several definitions.</summary>
public sealed class SeveralEventsRules
{
    [Fact]
    public void The_other_events_cannot_occur_while_a_listener_holds_the_one_that_has()
    {
        Scenario scenario = new Scenario(
            """
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
            <signal id='n' name='n'/>
            <startEvent id='s'/><endEvent id='e'/>
            <intermediateCatchEvent id='c'><messageEventDefinition messageRef='m'/><signalEventDefinition signalRef='n'/>
              <zeebe:executionListeners><zeebe:executionListener eventType='end' type='l'/></zeebe:executionListeners></intermediateCatchEvent>
            <flow>s -> c -> e</flow>
            """
        ).Start();
        scenario.Send("c#1");
        Assert.Empty(scenario.State.SignalSubscriptions);
        scenario.Complete("c");
        scenario.AssertCompleted();
    }

    [Fact]
    public void No_event_sub_process_begins_in_a_scope_whose_results_cannot_be_given_back()
    {
        Scenario scenario = new Scenario(
            """
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
            <startEvent id='s'/><endEvent id='e'/>
            <subProcess id='sub'><zeebe:output source='=assert(wanted, wanted != null)' target='given'/>
              <startEvent id='ss'/><endEvent id='se'/><flow>ss -> se</flow>
              <subProcess id='esp' triggeredByEvent='true'>
                <startEvent id='on' isInterrupting='false'><messageEventDefinition messageRef='m'/></startEvent><endEvent id='oe'/><flow>on -> oe</flow>
              </subProcess>
            </subProcess>
            <flow>s -> sub -> e</flow>
            """
        ).Start();
        Assert.Empty(scenario.State.MessageSubscriptions);
        scenario.Set("wanted", 1);
        scenario.Resolve();
        scenario.AssertCompleted();
    }
}
