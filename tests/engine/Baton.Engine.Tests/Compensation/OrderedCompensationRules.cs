using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Compensation;

/// <summary>Compensation one after the other, and by event sub-processes.</summary>
public sealed class OrderedCompensationRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    private static string Undoable(string id) =>
        $"""
            <task id='{id}'/><boundaryEvent id='b{id}' attachedToRef='{id}'><compensateEventDefinition/></boundaryEvent>
            <serviceTask id='undo{id}' isForCompensation='true'>{Work}</serviceTask><association id='as{id}' sourceRef='b{id}' targetRef='undo{id}'/>
            """;

    private const string Reverse =
        "<intermediateThrowEvent id='t'><baton:compensation order='reverse'/><compensateEventDefinition/></intermediateThrowEvent>";

    [Fact]
    public void In_reverse_order_what_completed_last_is_undone_first_and_each_waits_for_the_one_before()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable("A")}<subProcess id='sub'><startEvent id='i'/>{Undoable("B")}{Undoable(
                "C"
            )}<flow>i -> B -> C</flow></subProcess>
            {Reverse}<endEvent id='e'/><flow>s -> A -> sub -> t -> e</flow>
            """
        ).Start();
        foreach (string undo in (string[])["undoC", "undoB", "undoA"])
        {
            Assert.Equal($"t {undo}", scenario.Open);
            scenario.Crash();
            scenario.Complete(undo);
        }
        Assert.EndsWith("t e p", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Nothing_to_undo_in_reverse_order_goes_on_at_once() =>
        new Scenario($"<startEvent id='s'/>{Reverse}<flow>s -> t</flow>").Start().AssertCompleted();

    [Fact]
    public void A_completed_scope_is_undone_by_its_own_event_sub_process_which_may_undo_its_inside()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><zeebe:input source='="inside"' target='note'/><startEvent id='i'/>{Undoable(
                "A"
            )}<flow>i -> A</flow>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><compensateEventDefinition/></startEvent>
            <serviceTask id='ask'>{Work}<zeebe:input source='=note' target='seen'/></serviceTask><endEvent id='inner'><compensateEventDefinition/></endEvent><flow>on -> ask -> inner</flow></subProcess>
            </subProcess><endEvent id='e'><compensateEventDefinition/></endEvent><flow>s -> sub -> e</flow>
            """
        ).Start();
        Assert.Equal("ask e esp", scenario.Open);
        Assert.Equal<FeelValue>("inside", scenario.Written(scenario.Element("ask").Key, "seen"));
        scenario.Complete("ask");
        Assert.Equal("e esp inner undoA", scenario.Open);
        scenario.Complete("undoA");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_scope_that_runs_is_not_undone_by_its_event_sub_process()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><startEvent id='i'/><serviceTask id='W'>{Work}</serviceTask><flow>i -> W</flow>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><compensateEventDefinition/></startEvent></subProcess></subProcess>
            <intermediateThrowEvent id='t'><compensateEventDefinition/></intermediateThrowEvent><flow>s -> sub; s -> t</flow>
            """
        ).Start();
        Assert.Equal("W sub", scenario.Open);
        scenario.Complete("W");
        scenario.AssertCompleted();
    }
}
