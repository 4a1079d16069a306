using Baton.Engine.Migration;
using Baton.Engine.Tests.Scenarios;

namespace Baton.Engine.Tests.Transactions;

/// <summary>A transaction that cancels itself.</summary>
public sealed class CancellationRules
{
    private const string Model = """
        <startEvent id='s'/><endEvent id='e'/><endEvent id='c'/>
        <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
        <transaction id='t'>
          <startEvent id='ts'/><endEvent id='x'><cancelEventDefinition/></endEvent>
          <serviceTask id='book'><zeebe:taskDefinition type='w'/></serviceTask>
          <boundaryEvent id='b' attachedToRef='book'><compensateEventDefinition/></boundaryEvent>
          <serviceTask id='undo' isForCompensation='true'><zeebe:taskDefinition type='w'/></serviceTask>
          <association id='a' sourceRef='b' targetRef='undo'/>
          <subProcess id='esp' triggeredByEvent='true'>
            <startEvent id='on' isInterrupting='false'><messageEventDefinition messageRef='m'/></startEvent>
            <endEvent id='oe'/><flow>on -> oe</flow>
          </subProcess>
          <flow>ts -> book -> x</flow>
        </transaction>
        <boundaryEvent id='canceled' attachedToRef='t'><cancelEventDefinition/></boundaryEvent>
        <flow>s -> t -> e; canceled -> c</flow>
        """;

    [Fact]
    public void A_cancelled_transaction_is_compensated_once_and_goes_on_at_its_cancel_event()
    {
        Scenario scenario = new Scenario(Model).Start();
        scenario.Complete("book");
        Assert.Equal("t undo x", scenario.Open);
        scenario.Complete("undo");
        scenario.AssertCompleted();
        Assert.Equal("s ts book b undo x canceled c p", scenario.Completed);
        Assert.Equal("t", scenario.Terminated);
    }

    [Fact]
    public void A_transaction_that_is_being_cancelled_waits_for_nothing_in_another_definition_either()
    {
        Scenario scenario = new Scenario(Model).Start();
        scenario.Complete("book");
        long target = scenario.Catalog.Add(ModelText.Compile("p2", Model)).Key;
        ElementMapping[] active = [new("t", "t"), new("x", "x"), new("undo", "undo")];
        scenario.Do(new MigrateInstance(scenario.State.RootInstanceKey, target, active));
        Assert.Empty(scenario.State.MessageSubscriptions);
    }
}
