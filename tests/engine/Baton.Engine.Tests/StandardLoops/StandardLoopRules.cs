using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.StandardLoops;

/// <summary>An activity that is repeated as long as a condition holds.</summary>
public sealed class StandardLoopRules
{
    private static Scenario Loop(string attributes, string condition) =>
        new(
            $"""
            <startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/>
            <standardLoopCharacteristics {attributes}>{(
                condition.Length == 0 ? "" : $"<loopCondition>={condition}</loopCondition>"
            )}</standardLoopCharacteristics></serviceTask>
            <flow>s -> A</flow>
            """
        );

    private static int Turns(Scenario scenario) =>
        scenario
            .History.OfType<ElementCompleted>()
            .Count(each => each is { ElementId: "A", ElementType: Compilation.ElementType.ServiceTask });

    [Fact]
    public void It_runs_once_and_again_as_long_as_the_condition_holds()
    {
        Scenario scenario = Loop("", "again").Start();
        scenario.Complete("A", ("again", true));
        scenario.Complete("A", ("again", true));
        scenario.Complete("A", ("again", false));
        Assert.Equal(3, Turns(scenario));
        scenario.AssertCompleted();
    }

    [Fact]
    public void It_may_be_tested_before_the_first_turn()
    {
        Scenario scenario = Loop("testBefore='true'", "again").Start(("again", false));
        Assert.Equal(0, Turns(scenario));
        scenario.AssertCompleted();
    }

    [Fact]
    public void It_ends_at_its_maximum_and_counts_its_turns()
    {
        Scenario scenario = Loop("loopMaximum='2'", "loopCounter &lt; 5").Start();
        Assert.Equal<FeelValue>(1, scenario.Written(scenario.Job("A").Element.Key, "loopCounter"));
        scenario.Complete("A");
        Assert.Equal<FeelValue>(2, scenario.Written(scenario.Job("A").Element.Key, "loopCounter"));
        scenario.Complete("A");
        Assert.Equal(2, Turns(scenario));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident_on_the_loop()
    {
        Scenario scenario = Loop("", "again").Start();
        scenario.Complete("A");
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        scenario.Set("again", false);
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("loopMaximum='many'", "")]
    [InlineData("loopMaximum='0'", "")]
    public void A_loop_without_an_end_is_refused(string attributes, string condition)
    {
        string loop = condition.Length == 0 ? "" : $"<loopCondition>={condition}</loopCondition>";
        Assert.Null(
            ModelText
                .TryCompile(
                    "p",
                    $"<startEvent id='s'/><task id='A'><standardLoopCharacteristics {attributes}>{loop}</standardLoopCharacteristics></task><flow>s -> A</flow>"
                )
                .Process
        );
    }
}
