using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Conditions;

/// <summary>Events that occur when variables make a condition true.</summary>
public sealed class ConditionRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    private static string When(string condition, string filter = "") =>
        $"<conditionalEventDefinition>{filter}<condition>={condition}</condition></conditionalEventDefinition>";

    private static string Guarded(string condition, bool interrupts = true, string filter = "") =>
        $"<boundaryEvent id='b' attachedToRef='A' cancelActivity='{(interrupts ? "true" : "false")}'>{When(condition, filter)}</boundaryEvent>";

    [Fact]
    public void A_condition_that_is_true_from_the_beginning_occurs_as_the_activity_does()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>{Guarded("x &gt; 10")}<flow>s -> A</flow>"
        ).Start(("x", 11));
        Assert.Equal("A", scenario.Terminated);
        Assert.Single(scenario.History.OfType<JobCanceled>());
        scenario.AssertCompleted();
    }

    [Fact]
    public void Without_interruption_it_occurs_at_every_change_that_leaves_it_true()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>{Guarded("x &gt; 10", interrupts: false)}<flow>s -> A</flow>"
        ).Start(("x", 0));
        scenario.Set("x", 11);
        scenario.Set("y", 1);
        scenario.Set("x", 12);
        scenario.Set("x", 12);
        scenario.Set("x", 3);
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "b"));
        scenario.Complete("A", ("x", 20));
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "b"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Several_variables_of_one_command_are_one_change()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>{Guarded("x &gt; 10 or y &gt; 5", interrupts: false)}<flow>s -> A</flow>"
        ).Start(("x", 0), ("y", 0));
        scenario.Do(new SetVariables(scenario.State.RootInstanceKey, Scenario.Vars(("x", 11), ("y", 6)), Local: false));
        Assert.Single(scenario.History.OfType<ElementCompleted>(), each => each.ElementId == "b");
    }

    [Theory]
    [InlineData("create", 0, 1)]
    [InlineData("update", 1, 0)]
    [InlineData("create, update", 1, 1)]
    public void A_filter_limits_it_to_new_or_to_changed_variables(string events, int changed, int created)
    {
        string filter = $"<zeebe:conditionalFilter variableEvents='{events}'/>";
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>{Guarded("x &gt; 10 or y &gt; 10", interrupts: false, filter)}<flow>s -> A</flow>"
        ).Start(("x", 0));
        scenario.Set("x", 11);
        Assert.Equal(changed, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "b"));
        scenario.Set("y", 11);
        Assert.Equal(changed + created, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "b"));
    }

    [Fact]
    public void The_outer_scope_comes_first_and_its_interruption_ends_the_descent()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><startEvent id='i'/><serviceTask id='A'>{Work}</serviceTask>{Guarded(
                "x = 1"
            )}<flow>i -> A</flow></subProcess>
            <boundaryEvent id='outer' attachedToRef='sub'>{When("x = 1")}</boundaryEvent><flow>s -> sub</flow>
            """
        ).Start();
        scenario.Set("x", 1);
        Assert.Equal("s i outer p", scenario.Completed);
    }

    [Fact]
    public void A_local_variable_of_another_branch_is_not_seen()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>{Guarded("x = 1")}<serviceTask id='B'>{Work}</serviceTask><flow>s -> A; s -> B</flow>"
        ).Start();
        scenario.Do(new SetVariables(scenario.Element("B").Key, Scenario.Vars(("x", 1)), Local: true));
        Assert.Equal("A B", scenario.Open);
        scenario.Do(new SetVariables(scenario.Element("A").Key, Scenario.Vars(("x", 1)), Local: true));
        Assert.Equal("B", scenario.Open);
    }

    [Fact]
    public void An_input_mapping_can_make_it_true()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}<zeebe:input source='=1' target='x'/></serviceTask>{Guarded("x = 1")}<flow>s -> A</flow>"
        ).Start();
        Assert.Equal("A", scenario.Terminated);
    }

    [Fact]
    public void A_catch_event_waits_until_its_condition_holds()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><intermediateCatchEvent id='c'>{When("paid")}</intermediateCatchEvent><flow>s -> c</flow>"
        ).Start();
        Assert.Equal("c", scenario.Open);
        scenario.Set("paid", FeelValue.Null);
        scenario.Set("paid", "perhaps");
        Assert.Equal("c", scenario.Open);
        scenario.Set("paid", true);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Behind_an_event_based_gateway_the_first_to_be_true_wins()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><eventBasedGateway id='g'/><intermediateCatchEvent id='a'>{When("x = 1")}</intermediateCatchEvent>
            <intermediateCatchEvent id='b'>{When("x = 2")}</intermediateCatchEvent><flow>s -> g -> a; g -> b</flow>
            """
        ).Start();
        scenario.Set("x", 2);
        Assert.Equal("s g b p", scenario.Completed);
    }

    [Fact]
    public void An_event_sub_process_interrupts_between_two_steps_of_one_command()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><scriptTask id='set'><zeebe:script expression='=11' resultVariable='x'/></scriptTask><task id='after'/>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'>{When(
                "x &gt; 10"
            )}</startEvent><task id='t'/><flow>on -> t</flow></subProcess>
            <flow>s -> set -> after</flow>
            """
        ).Start();
        Assert.Equal("s set on t esp p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Each_iteration_that_makes_it_true_triggers_the_event_beside_the_whole()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='A'>{Work}<multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[1,2,3]' inputElement='item'/></multiInstanceLoopCharacteristics></serviceTask>
            {Guarded("item &gt; 1", interrupts: false)}<flow>s -> A</flow>
            """
        ).Start();
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "b"));
    }

    [Fact]
    public void Start_events_say_whether_they_hold_for_given_variables()
    {
        var scenario = new Scenario(
            $"<startEvent id='a'>{When("x &gt; 1")}</startEvent><startEvent id='b'>{When("x &gt; 5")}</startEvent><task id='t'/><flow>a -> t; b -> t</flow>"
        );
        string Holding(int x) =>
            string.Join(
                ' ',
                scenario
                    .Definition.Process.StartConditions.Where(each => each.Holds(Scenario.Vars(("x", x)), scenario.Now, null))
                    .Select(each => each.ElementId)
            );
        Assert.Equal(("", "a", "a b"), (Holding(1), Holding(2), Holding(6)));
        scenario.Do(new CreateInstance(scenario.Definition.Key, Scenario.Vars(("x", 6))) { StartElementId = "b" });
        Assert.Equal("b t p", scenario.Completed);
        Assert.Equal<FeelValue>(6, scenario.Variable("x"));
    }
}
