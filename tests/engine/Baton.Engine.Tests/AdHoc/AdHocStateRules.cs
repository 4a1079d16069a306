using Baton.Engine.AdHoc;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.AdHoc;

/// <summary>What an ad-hoc sub-process keeps straight when something fails or interrupts.</summary>
public sealed class AdHocStateRules
{
    [Fact]
    public void A_completion_condition_that_fails_for_each_activity_leaves_one_incident()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><endEvent id='e'/>
            <adHocSubProcess id='ad'><zeebe:adHoc activeElementsCollection='=["a","b","c"]'/>
              <serviceTask id='a'><zeebe:taskDefinition type='w'/></serviceTask><serviceTask id='b'><zeebe:taskDefinition type='w'/></serviceTask>
              <serviceTask id='c'><zeebe:taskDefinition type='w'/></serviceTask>
              <completionCondition>=enough > 1</completionCondition>
            </adHocSubProcess>
            <flow>s -> ad -> e</flow>
            """
        ).Start();
        scenario.Complete("a");
        long first = scenario.Incident().Key;
        scenario.Complete("b");
        Assert.NotEqual(first, scenario.Incident().Key);
        scenario.Set("enough", 2);
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupted_ad_hoc_sub_process_begins_no_activity()
    {
        Scenario scenario = new Scenario(
            """
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
            <startEvent id='s'/><endEvent id='e'/>
            <adHocSubProcess id='ad'>
              <serviceTask id='a'><zeebe:taskDefinition type='w'/></serviceTask>
              <subProcess id='esp' triggeredByEvent='true'>
                <startEvent id='on'><messageEventDefinition messageRef='m'/></startEvent>
                <serviceTask id='instead'><zeebe:taskDefinition type='w'/></serviceTask><flow>on -> instead</flow>
              </subProcess>
            </adHocSubProcess>
            <flow>s -> ad -> e</flow>
            """
        ).Start();
        long key = scenario.Element("ad").Key;
        scenario.Send("on");
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(Begin(key, "a")).Kind);
        scenario.Complete("instead");
        scenario.AssertCompleted();
    }

    [Fact]
    public void The_target_of_a_link_is_no_activity_that_can_begin()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/>
            <adHocSubProcess id='ad'>
              <task id='a'/><intermediateThrowEvent id='jump'><linkEventDefinition name='l'/></intermediateThrowEvent>
              <intermediateCatchEvent id='land'><linkEventDefinition name='l'/></intermediateCatchEvent><flow>a -> jump</flow>
            </adHocSubProcess>
            <flow>s -> ad</flow>
            """
        ).Start();
        long key = scenario.Element("ad").Key;
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(Begin(key, "land")).Kind);
        scenario.Do(Begin(key, "a"));
        scenario.AssertCompleted();
    }

    private static ActivateAdHocElements Begin(long key, string elementId) =>
        new(key, [new AdHocActivation(elementId, FeelContext.Empty)], CancelRemaining: false);
}
