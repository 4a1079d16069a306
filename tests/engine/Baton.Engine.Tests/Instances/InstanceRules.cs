using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Instances;

/// <summary>Creating instances and the bounds on what one command does.</summary>
public sealed class InstanceRules
{
    private const string Loop = """
        <startEvent id='s'/><exclusiveGateway id='m'/><scriptTask id='t'><zeebe:script expression='=n + 1' resultVariable='n'/></scriptTask>
        <exclusiveGateway id='g' default='g_m'/><endEvent id='e'/><flow>s -> m -> t -> g; g -> e [n >= limit]; g -> m</flow>
        """;

    [Fact]
    public void Variables_business_id_and_tags_belong_to_the_root()
    {
        var scenario = new Scenario(
            "<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask><flow>s -> t</flow>"
        );
        scenario.Do(
            new CreateInstance(scenario.Definition.Key, Scenario.Vars(("a", 1))) { BusinessId = "C-1", Tags = ["case", "x:y-1.2_3"] }
        );
        Assert.Equal("C-1", scenario.State.BusinessId);
        Assert.Equal(["case", "x:y-1.2_3"], scenario.State.Tags);
        Assert.Equal("p", scenario.State.Root!.Element.Id);
        Assert.Equal(scenario.State.RootInstanceKey, scenario.State.Root.Key);
    }

    [Theory]
    [InlineData("1abc")]
    [InlineData("")]
    [InlineData("a b")]
    public void A_tag_must_follow_the_rule(string tag)
    {
        var scenario = new Scenario("<startEvent id='s'/>");
        Rejection refused = scenario.Refused(new CreateInstance(scenario.Definition.Key, FeelContext.Empty) { Tags = [tag] });
        Assert.Equal(RejectionKind.InvalidArgument, refused.Kind);
    }

    [Fact]
    public void An_unknown_definition_is_not_found()
    {
        var scenario = new Scenario("<startEvent id='s'/>");
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CreateInstance(5, FeelContext.Empty)).Kind);
    }

    [Fact]
    public void A_loop_of_a_hundred_thousand_turns_runs_in_one_command()
    {
        var scenario = new Scenario(Loop) { Limits = new EngineLimits { MaxActivationsPerCommand = 1_000_000 } };
        scenario.Start(("n", 0), ("limit", 100_000));
        Assert.Equal<FeelValue>(100_000, scenario.Variable("n"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_command_that_reaches_the_bound_raises_an_incident_that_lets_the_instance_go_on()
    {
        var scenario = new Scenario(Loop) { Limits = new EngineLimits { MaxActivationsPerCommand = 100 } };
        scenario.Start(("n", 0), ("limit", 40));
        Assert.Equal(IncidentType.LoopDetected, scenario.Incident().Type);
        scenario.Crash();
        scenario.Resolve();
        scenario.AssertCompleted();
        Assert.Equal<FeelValue>(40, scenario.Variable("n"));
    }

    [Fact]
    public void A_broken_expression_is_found_when_the_process_is_compiled()
    {
        CompileResult result = ModelText.TryCompile(
            "p",
            "<startEvent id='s'/><scriptTask id='t'><zeebe:script expression='=1 +' resultVariable='r'/></scriptTask><serviceTask id='u'><zeebe:taskDefinition type='=if'/></serviceTask><flow>s -> t -> u</flow>"
        );
        Assert.Null(result.Process);
        Assert.Equal(["t", "u"], result.Diagnostics.Select(each => each.ElementId));
        Assert.All(result.Diagnostics, each => Assert.True(each.Line > 0));
    }

    [Fact]
    public void A_step_in_a_straight_line_writes_only_its_own_events()
    {
        Scenario scenario = new Scenario("<startEvent id='s'/><task id='a'/><flow>s -> a</flow>").Start();
        Assert.Equal(
            [
                "InstanceCreated",
                "ElementActivated",
                .. Enumerable
                    .Repeat<string[]>(["ElementActivating", "ElementActivated", "ElementCompleting", "ElementCompleted"], 1)
                    .SelectMany(x => x),
                "SequenceFlowTaken",
                "ElementActivating",
                "ElementActivated",
                "ElementCompleting",
                "ElementCompleted",
                "ElementCompleting",
                "ElementCompleted",
            ],
            scenario.History.Select(each => each.GetType().Name)
        );
    }
}
