using Baton.Engine.Instances;
using Baton.Engine.Migration;
using Baton.Engine.Tests.Scenarios;

namespace Baton.Engine.Tests.Migration;

/// <summary>Compensation in an instance that goes on by another definition.</summary>
public sealed class CompensationMigrationRules
{
    [Fact]
    public void A_running_compensation_event_sub_process_goes_on_beside_the_event_that_began_it()
    {
        const string model = """
            <startEvent id='s'/><intermediateThrowEvent id='throw'><compensateEventDefinition/></intermediateThrowEvent><endEvent id='e'/>
            <subProcess id='sub'>
              <startEvent id='ss'/><endEvent id='se'/><flow>ss -> se</flow>
              <subProcess id='esp' triggeredByEvent='true'>
                <startEvent id='on'><compensateEventDefinition/></startEvent>
                <serviceTask id='undo'><zeebe:taskDefinition type='w'/></serviceTask><flow>on -> undo</flow>
              </subProcess>
            </subProcess>
            <flow>s -> sub -> throw -> e</flow>
            """;
        Scenario scenario = new Scenario(model).Start();
        Migrate(scenario, model, "throw", "esp", "undo");
        scenario.Complete("undo");
        Assert.True(scenario.State.IsEnded);
        Assert.Equal("s ss se sub on undo esp throw e p2", scenario.Completed);
    }

    [Fact]
    public void What_completed_in_the_iterations_of_an_activity_is_not_taken_for_the_whole_activity()
    {
        const string model = """
            <startEvent id='s'/><intermediateThrowEvent id='throw'><compensateEventDefinition/></intermediateThrowEvent><endEvent id='e'/>
            <subProcess id='sub'>
              <multiInstanceLoopCharacteristics isSequential='true'><zeebe:loopCharacteristics inputCollection='=[1,2]'/></multiInstanceLoopCharacteristics>
              <startEvent id='ss'/><task id='book'/><endEvent id='se'/>
              <boundaryEvent id='bb' attachedToRef='book'><compensateEventDefinition/></boundaryEvent><task id='unbook' isForCompensation='true'/>
              <association id='a1' sourceRef='bb' targetRef='unbook'/><flow>ss -> book -> se</flow>
            </subProcess>
            <boundaryEvent id='sb' attachedToRef='sub'><compensateEventDefinition/></boundaryEvent><task id='unsub' isForCompensation='true'/>
            <association id='a2' sourceRef='sb' targetRef='unsub'/>
            <serviceTask id='wait'><zeebe:taskDefinition type='w'/></serviceTask>
            <flow>s -> sub -> wait -> throw -> e</flow>
            """;
        Scenario scenario = new Scenario(model).Start();
        Migrate(scenario, model, "wait");
        scenario.Complete("wait");
        Assert.True(scenario.State.IsEnded);
        Assert.Single(scenario.History.OfType<ElementCompleted>(), each => each.ElementId == "unsub");
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "unbook"));
    }

    private static void Migrate(Scenario scenario, string model, params string[] active)
    {
        long target = scenario.Catalog.Add(ModelText.Compile("p2", model)).Key;
        ElementMapping[] mappings = [.. active.Select(id => new ElementMapping(id, id))];
        scenario.Do(new MigrateInstance(scenario.State.RootInstanceKey, target, mappings));
    }
}
