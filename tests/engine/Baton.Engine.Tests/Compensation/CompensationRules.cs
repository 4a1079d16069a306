using Baton.Engine.Instances;
using Baton.Engine.Modification;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Compensation;

/// <summary>Undoing what was completed: who is compensated, when, and how often.</summary>
public sealed class CompensationRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    /// <summary>An activity of this id with a handler <c>undoID</c>.</summary>
    private static string Undoable(string id, string activity) =>
        $"""
            {activity}<boundaryEvent id='b{id}' attachedToRef='{id}'><compensateEventDefinition/></boundaryEvent>
            <serviceTask id='undo{id}' isForCompensation='true'>{Work}<zeebe:input source='=note' target='seen'/></serviceTask>
            <association id='as{id}' sourceRef='b{id}' targetRef='undo{id}'/>
            """;

    private static string Undoable(string id) => Undoable(id, $"<serviceTask id='{id}'>{Work}</serviceTask>");

    private static string Throw(string id, string only = "") =>
        $"<intermediateThrowEvent id='{id}'><compensateEventDefinition {only}/></intermediateThrowEvent>";

    [Fact]
    public void All_that_completed_is_compensated_together_and_the_event_goes_on_after_the_last()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Undoable("B")}{Throw("t")}<endEvent id='e'/><flow>s -> A -> B -> t -> e</flow>"
        ).Start();
        scenario.Complete("A");
        scenario.Complete("B");

        Assert.Equal("t undoA undoB", scenario.Open);
        Assert.Equal("s A B bA bB", scenario.Completed);
        scenario.Complete("undoB");
        Assert.Equal("t undoA", scenario.Open);
        scenario.Complete("undoA");
        Assert.Equal("s A B bA bB undoB undoA t e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void What_is_still_active_is_not_compensated_and_nothing_to_compensate_goes_on_at_once()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Throw("t")}<endEvent id='e'/><flow>s -> A; s -> t -> e</flow>"
        ).Start();
        Assert.Equal("A", scenario.Open);
        scenario.Complete("A");

        Assert.DoesNotContain("undoA", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Nothing_is_compensated_twice_but_what_completes_again_is()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable("A")}{Throw("t")}<exclusiveGateway id='again' default='again_e'/><endEvent id='e'/>
            <flow>s -> A -> t -> again -> e; again -> A [times = 1]</flow>
            """
        ).Start(("times", 1));
        scenario.Complete("A");
        scenario.Complete("undoA");
        Assert.Equal("A", scenario.Open);
        scenario.Set("times", 2);
        scenario.Complete("A");
        scenario.Complete("undoA");

        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "undoA"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_completed_sub_process_is_compensated_inside_with_its_variables_as_they_were()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><zeebe:input source='="inside"' target='note'/><startEvent id='i'/>{Undoable(
                "A"
            )}<flow>i -> A</flow></subProcess>
            <endEvent id='e'><compensateEventDefinition/></endEvent><flow>s -> sub -> e</flow>
            """
        ).Start(("note", "outside"));
        scenario.Complete("A");

        Assert.Equal("e undoA", scenario.Open);
        Assert.Equal<FeelValue>("inside", scenario.Written(scenario.Element("undoA").Key, "seen"));
        scenario.Complete("undoA");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_throw_in_a_sub_process_leaves_what_completed_outside_alone()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable("A")}<subProcess id='sub'><startEvent id='i'/>{Undoable("B")}{Throw(
                "t"
            )}<flow>i -> B -> t</flow></subProcess>
            <flow>s -> A -> sub</flow>
            """
        ).Start();
        scenario.Complete("A");
        scenario.Complete("B");

        Assert.Equal("sub t undoB", scenario.Open);
    }

    [Fact]
    public void A_throw_may_name_the_one_activity_to_compensate()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Undoable("B")}{Throw("t", "activityRef='A'")}{Throw("all")}<flow>s -> A -> B -> t -> all</flow>"
        ).Start();
        scenario.Complete("A");
        scenario.Complete("B");
        Assert.Equal("t undoA", scenario.Open);
        scenario.Complete("undoA");

        Assert.Equal("all undoB", scenario.Open);
    }

    [Fact]
    public void A_multi_instance_activity_is_compensated_once()
    {
        string repeated =
            $"<serviceTask id='A'>{Work}<multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[1,2]'/></multiInstanceLoopCharacteristics></serviceTask>";
        Scenario scenario = new Scenario($"<startEvent id='s'/>{Undoable("A", repeated)}{Throw("t")}<flow>s -> A -> t</flow>").Start();
        foreach (long job in scenario.State.Jobs.Select(job => job.Key).ToArray())
        {
            scenario.Do(new Baton.Engine.Jobs.CompleteJob(job, FeelContext.Empty));
        }

        Assert.Equal("t undoA", scenario.Open);
    }

    [Fact]
    public void An_interrupted_activity_is_not_compensated()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable(
                "A"
            )}<boundaryEvent id='late' attachedToRef='A'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            {Throw("t")}<flow>s -> A; late -> t</flow>
            """
        ).Start();
        scenario.Fire("late");

        scenario.AssertCompleted();
    }

    [Fact]
    public void Cancelling_ends_handlers_and_the_event_that_waits_for_them()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Throw("t")}<endEvent id='e'/><flow>s -> A -> t -> e</flow>"
        ).Start();
        scenario.Complete("A");
        scenario.Do(new CancelInstance(scenario.State.RootInstanceKey));

        Assert.Equal("t undoA p", scenario.Terminated);
        Assert.DoesNotContain(" e", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void A_terminate_end_event_ends_a_running_compensation()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable("A")}{Throw(
                "t"
            )}<task id='after'/><serviceTask id='x'>{Work}</serviceTask><endEvent id='stop'><terminateEventDefinition/></endEvent>
            <flow>s -> A -> t -> after; s -> x -> stop</flow>
            """
        ).Start();
        scenario.Complete("A");
        scenario.Complete("x");

        Assert.Equal("t undoA", scenario.Terminated);
        Assert.DoesNotContain("after", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_handler_that_ends_by_its_own_boundary_event_counts_as_done()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/>{Undoable(
                "A"
            )}<boundaryEvent id='late' attachedToRef='undoA'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <task id='tell'/>{Throw("t")}<endEvent id='e'/><flow>s -> A -> t -> e; late -> tell</flow>
            """
        ).Start();
        scenario.Complete("A");
        scenario.Fire("late");

        Assert.Equal("s A bA late t tell e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_crash_between_two_handlers_forgets_neither()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Undoable("B")}{Throw("t")}<flow>s -> A -> B -> t</flow>"
        ).Start();
        scenario.Complete("A");
        scenario.Complete("B");
        scenario.Crash();
        scenario.Complete("undoA");
        scenario.Crash();
        scenario.Complete("undoB");

        scenario.AssertCompleted();
    }

    [Fact]
    public void Moving_a_handler_away_by_hand_lets_the_event_be_moved_too()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/>{Undoable("A")}{Throw("t")}<endEvent id='e'/><flow>s -> A -> t -> e</flow>"
        ).Start();
        scenario.Complete("A");
        scenario.Do(
            new ModifyInstance(scenario.State.RootInstanceKey)
            {
                Activations = [new("e")],
                Terminations = [new(null, "t"), new(null, "undoA")],
            }
        );

        scenario.AssertCompleted();
    }
}
