using Baton.Engine.Instances;
using Baton.Engine.Modification;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Modification;

/// <summary>Repairing a running instance by hand: what begins, what ends, and what is refused.</summary>
public sealed class ModificationRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    private static readonly string Nested = $"""
        <startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask>
        <subProcess id='sub'><zeebe:input source='=limit' target='max'/><startEvent id='i'/><serviceTask id='b'>{Work}</serviceTask>
        <serviceTask id='c'>{Work}<zeebe:input source='=extra' target='seen'/></serviceTask><flow>i -> b -> c</flow></subProcess>
        <boundaryEvent id='late' attachedToRef='sub'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <flow>s -> a -> sub</flow>
        """;

    [Fact]
    public void An_element_in_a_sub_process_begins_in_a_new_one_whose_start_event_does_not_run()
    {
        Scenario scenario = new Scenario(Nested).Start(("limit", 3));
        Modify(scenario, new ModifyInstance(0) { Activations = [new("c")], Terminations = [new(null, "a")] });

        Assert.Equal("c sub", scenario.Open);
        Assert.Equal("a", scenario.Terminated);
        Assert.Equal("", scenario.Life("i"));
        Assert.Equal<FeelValue>(3, scenario.Written(scenario.Element("sub").Key, "max"));
        Assert.NotNull(scenario.Timer("late"));
        scenario.Complete("c");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Several_elements_share_the_scope_that_is_entered_for_them()
    {
        Scenario scenario = new Scenario(Nested).Start();
        Modify(scenario, new ModifyInstance(0) { Activations = [new("b"), new("c")] });

        Assert.Equal("a b c sub", scenario.Open);
    }

    [Fact]
    public void A_running_scope_is_used_again()
    {
        Scenario scenario = new Scenario(Nested).Start();
        scenario.Complete("a");
        Modify(scenario, new ModifyInstance(0) { Activations = [new("c")] });

        Assert.Equal("b c sub", scenario.Open);
    }

    [Fact]
    public void Variables_are_there_before_the_element_begins()
    {
        Scenario scenario = new Scenario(Nested).Start();
        ElementActivation activation = new("c")
        {
            Variables = [new(Scenario.Vars(("extra", 7))), new(Scenario.Vars(("inner", 8)), "sub"), new(Scenario.Vars(("own", 9)), "c")],
        };
        Modify(scenario, new ModifyInstance(0) { Activations = [activation] });

        Assert.Equal<FeelValue>(7, scenario.Variable("extra"));
        Assert.Equal<FeelValue>(8, scenario.Written(scenario.Element("sub").Key, "inner"));
        Assert.Equal<FeelValue>(9, scenario.Written(scenario.Element("c").Key, "own"));
        Assert.Equal<FeelValue>(7, scenario.Written(scenario.Element("c").Key, "seen"));
    }

    [Fact]
    public void Ending_the_last_element_ends_the_scopes_around_it_and_the_instance_is_terminated()
    {
        Scenario scenario = new Scenario(Nested).Start();
        scenario.Complete("a");
        Modify(scenario, new ModifyInstance(0) { Terminations = [new(scenario.Element("b").Key, null)] });

        Assert.Equal("b sub p", scenario.Terminated);
        Assert.DoesNotContain("sub", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void Ending_one_of_two_branches_lets_the_other_go_on_to_the_end()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask><serviceTask id='b'>{Work}</serviceTask><flow>s -> a; s -> b</flow>"
        ).Start();
        Modify(scenario, new ModifyInstance(0) { Terminations = [new(null, "a")] });
        Assert.Equal("b", scenario.Open);
        scenario.Complete("b");

        scenario.AssertCompleted();
    }

    [Fact]
    public void A_move_begins_the_target_once_for_each_source()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask><serviceTask id='b'>{Work}</serviceTask><task id='t'/><flow>s -> a; s -> t -> a; a -> b</flow>
            """
        ).Start();
        Modify(scenario, new ModifyInstance(0) { Moves = [new(new(null, "a"), "b", MoveAncestor.Inferred)] });

        Assert.Equal("b b", scenario.Open);
        Assert.Equal("a a", scenario.Terminated);
    }

    [Fact]
    public void A_failing_element_gets_its_incident_and_goes_on_when_that_is_resolved()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask><scriptTask id='x'><zeebe:input source='=assert(y, y != null)' target='z'/><zeebe:script expression='=z' resultVariable='r'/></scriptTask><flow>s -> a -> x</flow>"
        ).Start();
        Modify(scenario, new ModifyInstance(0) { Activations = [new("x")], Terminations = [new(null, "a")] });
        Assert.Equal("x", scenario.Incident().Element.Element.Id);
        scenario.Set("y", 5);
        scenario.Resolve();

        Assert.Equal<FeelValue>(5, scenario.Variable("r"));
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData("nope", "has no such element")]
    [InlineData("s", "a start event begins with its scope only")]
    [InlineData("late", "a boundary event begins with what it waits for only")]
    public void What_cannot_begin_refuses_everything(string elementId, string reason)
    {
        Scenario scenario = new Scenario(Nested).Start();
        Rejection rejection = scenario.Refused(
            new ModifyInstance(scenario.State.RootInstanceKey) { Activations = [new("b"), new(elementId)], Terminations = [new(null, "a")] }
        );

        Assert.Equal(RejectionKind.InvalidArgument, rejection.Kind);
        Assert.Contains(reason, rejection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scope_that_cannot_be_entered_refuses_everything()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask>
            <subProcess id='sub'><zeebe:input source='=assert(limit, limit != null)' target='max'/><startEvent id='i'/><serviceTask id='b'>{Work}</serviceTask>
            <flow>i -> b</flow></subProcess><flow>s -> a -> sub</flow>
            """
        ).Start();
        Rejection rejection = scenario.Refused(new ModifyInstance(scenario.State.RootInstanceKey) { Activations = [new("b")] });

        Assert.Contains("'sub' around it could not be entered", rejection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_running_scopes_one_must_be_named()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><startEvent id='i'/><serviceTask id='b'>{Work}</serviceTask><flow>i -> b</flow></subProcess>
            <task id='t'/><flow>s -> sub; s -> t -> sub</flow>
            """
        ).Start();
        long root = scenario.State.RootInstanceKey;
        Assert.Contains(
            "is active 2 times",
            scenario.Refused(new ModifyInstance(root) { Activations = [new("b")] }).Reason,
            StringComparison.Ordinal
        );

        long second = scenario.State.ElementInstances.Where(each => each.Element.Id == "sub").Max(each => each.Key);
        Modify(scenario, new ModifyInstance(0) { Activations = [new("b", second)] });
        Assert.Equal(2, scenario.State.ElementInstance(second)!.ChildCount);
    }

    [Fact]
    public void An_instance_may_begin_at_elements_instead_of_its_start_event()
    {
        Scenario scenario = new Scenario(Nested);
        scenario.Do(new CreateInstance(scenario.Definition.Key, Scenario.Vars(("limit", 1))) { StartBefore = ["a", "c"] });

        Assert.Equal("a c sub", scenario.Open);
        Assert.Equal("", scenario.Life("s"));
        scenario.Complete("c");
        scenario.Complete("a");
        scenario.Complete("b");
        scenario.Complete("c");
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_instance_does_not_begin_at_an_element_that_is_not_there()
    {
        Scenario scenario = new Scenario(Nested);
        Rejection rejection = scenario.Refused(
            new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { StartBefore = ["a", "nope"] }
        );

        Assert.Contains("'nope'", rejection.Reason, StringComparison.Ordinal);
    }

    private static void Modify(Scenario scenario, ModifyInstance command) =>
        scenario.Do(command with { ProcessInstanceKey = scenario.State.RootInstanceKey });
}
