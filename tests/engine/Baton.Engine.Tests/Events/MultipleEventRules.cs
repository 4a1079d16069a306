using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Signals;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Events;

/// <summary>Events with several definitions: any of them, or all.</summary>
public sealed class MultipleEventRules
{
    private const string Roots =
        "<message id='m' name='m'><zeebe:subscription correlationKey='=\"k\"'/></message><message id='n' name='n'><zeebe:subscription correlationKey='=\"k\"'/></message><signal id='g' name='alarm'/><error id='x' errorCode='X'/>";

    private const string MessageOrTimer =
        "<messageEventDefinition messageRef='m'/><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";

    private const string Both = "<messageEventDefinition messageRef='m'/><messageEventDefinition messageRef='n'/>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_of_the_events_lets_it_go_on_and_ends_the_other_waits(bool byMessage)
    {
        Scenario scenario = new Scenario(
            $"{Roots}<startEvent id='s'/><intermediateCatchEvent id='c'>{MessageOrTimer}</intermediateCatchEvent><flow>s -> c</flow>"
        ).Start();
        if (byMessage)
        {
            scenario.Send("c#1", ("v", 1));
            Assert.Equal<FeelValue>(1, scenario.Variable("v"));
        }
        else
        {
            scenario.Fire("c#2");
        }
        Assert.Equal("s c p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void All_of_the_events_must_occur_and_bring_their_variables_together()
    {
        Scenario scenario = new Scenario(
            $"{Roots}<startEvent id='s'/><intermediateCatchEvent id='c' parallelMultiple='true'>{Both}</intermediateCatchEvent><flow>s -> c</flow>"
        ).Start();
        scenario.Send("c#2", ("b", 2));
        Assert.Equal("c", scenario.Open);
        Assert.False(scenario.HasVariable("b"));
        scenario.Send("c#1", ("a", 1));
        Assert.Equal<FeelValue>(1, scenario.Variable("a"));
        Assert.Equal<FeelValue>(2, scenario.Variable("b"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_boundary_event_may_wait_for_several_and_catch_errors_among_them()
    {
        Scenario scenario = new Scenario(
            $"""
            {Roots}<startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/></serviceTask>
            <boundaryEvent id='b' attachedToRef='A'><errorEventDefinition errorRef='x'/>{MessageOrTimer}</boundaryEvent><flow>s -> A</flow>
            """
        ).Start();
        scenario.Do(new ThrowJobError(scenario.Job("A").Key, "X", null, FeelContext.Empty));
        Assert.Equal(("s b p", "A"), (scenario.Completed, scenario.Terminated));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_event_sub_process_that_needs_all_runs_again_when_all_occurred_again()
    {
        Scenario scenario = new Scenario(
            $"""
            {Roots}<startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/></serviceTask>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on' isInterrupting='false' parallelMultiple='true'>{Both}</startEvent><task id='t'/><flow>on -> t</flow></subProcess>
            <flow>s -> A</flow>
            """
        ).Start();
        scenario.Send("on#1");
        scenario.Send("on#1");
        Assert.Equal("A", scenario.Open);
        scenario.Send("on#2");
        scenario.Send("on#2");
        scenario.Send("on#1");
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "t"));
        scenario.Complete("A");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_process_starts_by_any_of_the_events_of_its_start()
    {
        var scenario = new Scenario(
            $"{Roots}<startEvent id='s'>{MessageOrTimer}<signalEventDefinition signalRef='g'/></startEvent><task id='t'/><flow>s -> t</flow>"
        );
        Assert.Equal(
            ("s#1", "m"),
            (scenario.Definition.Process.StartMessages[0].ElementId, scenario.Definition.Process.StartMessages[0].MessageName)
        );
        Assert.Equal("s#2", scenario.Definition.Process.StartTimers.Single().ElementId);
        Assert.Equal("s#3", scenario.Definition.Process.StartSignals.Single().ElementId);
        scenario.Do(new CreateInstance(scenario.Definition.Key, Scenario.Vars(("v", 1))) { StartElementId = "s#1" });
        Assert.Equal("s t p", scenario.Completed);
        Assert.Equal<FeelValue>(1, scenario.Variable("v"));
    }

    [Fact]
    public void A_throw_event_throws_all_and_goes_on_after_the_last()
    {
        Scenario scenario = new Scenario(
            $"""
            {Roots}<startEvent id='s'/><intermediateThrowEvent id='th'><zeebe:taskDefinition type='send'/><signalEventDefinition signalRef='g'/><messageEventDefinition messageRef='m'/></intermediateThrowEvent>
            <task id='t'/><flow>s -> th -> t</flow>
            """
        ).Start();
        Assert.Equal("alarm", scenario.History.OfType<SignalThrown>().Single().SignalName);
        Assert.Equal("send", scenario.Job("th#2").Type);
        Assert.DoesNotContain("t ", scenario.Completed + " ", StringComparison.Ordinal);
        scenario.Complete("th#2");
        Assert.Equal("s th#1 th#2 th t p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData(
        "<intermediateCatchEvent id='c'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition><linkEventDefinition name='l'/></intermediateCatchEvent>"
    )]
    [InlineData("<endEvent id='c'><terminateEventDefinition/><signalEventDefinition signalRef='g'/></endEvent>")]
    public void Definitions_that_cannot_stand_together_are_refused(string element) =>
        Assert.Null(ModelText.TryCompile("p", $"{Roots}<startEvent id='s'/>{element}<flow>s -> c</flow>").Process);
}
