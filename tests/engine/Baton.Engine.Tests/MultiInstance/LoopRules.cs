using Baton.Engine.Incidents;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.MultiInstance;

/// <summary>An activity for each item of a collection.</summary>
public sealed class LoopRules
{
    private static string Model(bool isSequential, string condition = "") =>
        $"""
            <startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/>
            <multiInstanceLoopCharacteristics isSequential='{(isSequential ? "true" : "false")}'>
            <zeebe:loopCharacteristics inputCollection='=items' inputElement='item' outputCollection='results' outputElement='=r'/>{condition}
            </multiInstanceLoopCharacteristics></serviceTask><endEvent id='e'/><flow>s -> t -> e</flow>
            """;

    private static readonly FeelValue Items = FeelJson.Parse("[10,20,30]");

    [Fact]
    public void All_iterations_run_at_once_and_their_results_keep_the_order_of_the_items()
    {
        Scenario scenario = new Scenario(Model(false)).Start(("items", Items));
        Assert.Equal(3, scenario.State.Jobs.Count);
        foreach (var job in scenario.State.Jobs.Reverse().ToList())
        {
            FeelValue item = scenario.Written(job.Element.Key, "item");
            scenario.Do(new Engine.Jobs.CompleteJob(job.Key, Scenario.Vars(("r", item))));
        }
        Assert.Equal("[10,20,30]", FeelJson.ToJson(scenario.Variable("results")));
        Assert.False(scenario.HasVariable("r"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void One_after_the_other_when_sequential()
    {
        Scenario scenario = new Scenario(Model(true)).Start(("items", Items));
        for (int i = 1; i <= 3; i++)
        {
            var job = Assert.Single(scenario.State.Jobs);
            Assert.Equal<FeelValue>(i, scenario.Written(job.Element.Key, "loopCounter"));
            scenario.Complete("t", ("r", i));
        }
        Assert.Equal("[1,2,3]", FeelJson.ToJson(scenario.Variable("results")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_empty_collection_completes_at_once()
    {
        Scenario scenario = new Scenario(Model(false)).Start(("items", FeelList.Empty));
        Assert.Equal("[]", FeelJson.ToJson(scenario.Variable("results")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Something_that_is_no_list_is_an_incident_on_the_body()
    {
        Scenario scenario = new Scenario(Model(false)).Start(("items", 1));
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        scenario.Set("items", FeelList.Empty);
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Fact]
    public void The_completion_condition_ends_the_rest()
    {
        Scenario scenario = new Scenario(
            Model(false, "<completionCondition>=numberOfCompletedInstances = 2 and numberOfActiveInstances = 1</completionCondition>")
        ).Start(("items", Items));
        scenario.Do(new Engine.Jobs.CompleteJob(scenario.State.Jobs.First().Key, Scenario.Vars(("r", 1))));
        Assert.Equal(2, scenario.State.Jobs.Count);
        scenario.Do(new Engine.Jobs.CompleteJob(scenario.State.Jobs.First().Key, Scenario.Vars(("r", 2))));
        Assert.Equal("t", scenario.Terminated);
        Assert.Equal("[1,2,null]", FeelJson.ToJson(scenario.Variable("results")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_completion_condition_that_is_no_boolean_is_an_incident_on_the_iteration()
    {
        Scenario scenario = new Scenario(Model(true, "<completionCondition>=enough</completionCondition>")).Start(("items", Items));
        scenario.Complete("t");
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        scenario.Set("enough", true);
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Fact]
    public void Boundary_events_belong_to_the_body()
    {
        Scenario scenario = new Scenario(
            Model(false)
                + "<boundaryEvent id='b' attachedToRef='t'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
        ).Start(("items", Items));
        scenario.Fire("b");
        Assert.Equal("t t t t", scenario.Terminated);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_long_sequence_of_iterations_that_never_wait_runs_in_one_command()
    {
        var scenario = new Scenario(
            """
            <startEvent id='s'/><scriptTask id='t'><zeebe:script expression='=item' resultVariable='x'/>
            <multiInstanceLoopCharacteristics isSequential='true'><zeebe:loopCharacteristics inputCollection='=for i in 1..n return i' inputElement='item'/></multiInstanceLoopCharacteristics></scriptTask><flow>s -> t</flow>
            """
        );
        scenario.Start(("n", 20_000));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_iteration_that_runs_through_at_once_can_end_a_parallel_loop()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><scriptTask id='t'><zeebe:script expression='=item' resultVariable='r'/>
            <multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[1,2,3]' inputElement='item' outputCollection='rs' outputElement='=r'/>
            <completionCondition>=item = 2</completionCondition></multiInstanceLoopCharacteristics></scriptTask><flow>s -> t</flow>
            """
        ).Start();
        Assert.Equal("[1,2,null]", FeelJson.ToJson(scenario.Variable("rs")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Called_processes_of_a_parallel_loop_do_not_overwrite_the_results_of_each_other()
    {
        var scenario = new Scenario(
            """
            <startEvent id='s'/><callActivity id='c'><zeebe:calledElement processId='child' propagateAllChildVariables='true'/>
            <multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=items' inputElement='item' outputCollection='results' outputElement='=r'/></multiInstanceLoopCharacteristics>
            </callActivity><flow>s -> c</flow>
            """
        );
        scenario.Catalog.Add(
            ModelText.Compile(
                "child",
                "<startEvent id='cs'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask><flow>cs -> t</flow>"
            )
        );
        scenario.Start(("items", Items));
        foreach (var job in scenario.State.Jobs.Reverse().ToList())
        {
            FeelValue item = scenario.Written(job.Element.ProcessInstance.Key, "item");
            scenario.Do(new Engine.Jobs.CompleteJob(job.Key, Scenario.Vars(("r", item))));
        }
        Assert.Equal("[10,20,30]", FeelJson.ToJson(scenario.Variable("results")));
        scenario.AssertCompleted();
    }
}
