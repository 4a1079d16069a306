using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Instances;

/// <summary>An instance that is to run only so far.</summary>
public sealed class TerminateAfterRules
{
    private static string Task(string id) => $"<serviceTask id='{id}'><zeebe:taskDefinition type='x'/></serviceTask>";

    [Fact]
    public void It_is_cut_off_after_the_element_before_anything_else_begins()
    {
        var scenario = new Scenario($"<startEvent id='s'/>{Task("A")}{Task("B")}{Task("C")}<flow>s -> A -> C; s -> B</flow>");
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["A"] });
        scenario.Crash();
        scenario.Complete("A");

        Assert.Equal(("s A", "B p"), (scenario.Completed, scenario.Terminated));
        Assert.True(scenario.State.IsEnded);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void All_iterations_of_the_element_come_first()
    {
        var scenario = new Scenario(
            "<startEvent id='s'/><task id='A'><multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[1,2]'/></multiInstanceLoopCharacteristics></task><task id='B'/><flow>s -> A -> B</flow>"
        );
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["A"] });
        Assert.Equal("s A A A", scenario.Completed);
        Assert.Equal("p", scenario.Terminated);
    }

    [Fact]
    public void An_event_based_gateway_ends_with_the_event_that_occurs()
    {
        var scenario = new Scenario(
            """
            <startEvent id='s'/><eventBasedGateway id='g'/><task id='t'/>
            <intermediateCatchEvent id='one'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id='two'><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <flow>s -> g -> one -> t; g -> two -> t</flow>
            """
        );
        scenario.Do(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["g"] });
        scenario.Fire("one");
        Assert.True(scenario.State.IsEnded);
        Assert.Equal("s g one", scenario.Completed);
    }

    [Fact]
    public void An_unknown_element_is_refused()
    {
        var scenario = new Scenario("<startEvent id='s'/>");
        var command = new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { TerminateAfter = ["no"] };
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(command).Kind);
    }
}
