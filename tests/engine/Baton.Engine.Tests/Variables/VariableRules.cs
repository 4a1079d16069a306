using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Variables;

/// <summary>Scopes, propagation and mappings.</summary>
public sealed class VariableRules
{
    private static string Job(string mappings) =>
        $"<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='x'/>{mappings}</serviceTask><flow>s -> t</flow>";

    [Fact]
    public void A_job_result_without_output_mappings_updates_the_nearest_scope_that_has_the_variable()
    {
        Scenario scenario = new Scenario(Job("<zeebe:input source='=1' target='local'/>")).Start(("known", 1));
        scenario.Complete("t", ("known", 2), ("local", 3), ("fresh", 4));
        Assert.Equal<FeelValue>(2, scenario.Variable("known"));
        Assert.Equal<FeelValue>(4, scenario.Variable("fresh"));
        Assert.False(scenario.HasVariable("local"));
    }

    [Fact]
    public void With_output_mappings_only_their_targets_leave_the_task()
    {
        Scenario scenario = new Scenario(Job("<zeebe:output source='=a + 1' target='b'/>")).Start();
        scenario.Complete("t", ("a", 1));
        Assert.Equal<FeelValue>(2, scenario.Variable("b"));
        Assert.False(scenario.HasVariable("a"));
    }

    [Fact]
    public void Mappings_run_in_order_and_see_what_earlier_ones_wrote()
    {
        Scenario scenario = new Scenario(
            Job(
                "<zeebe:input source='=x + 1' target='y'/><zeebe:input source='=y + 1' target='z'/>"
                    + "<zeebe:output source='=z * 10' target='y'/><zeebe:output source='=y + 1' target='q'/>"
            )
        ).Start(("x", 1));
        ElementInstance task = scenario.Element("t");
        Assert.Equal<FeelValue>(3, scenario.Written(task.Key, "z"));
        scenario.Complete("t");
        Assert.Equal<FeelValue>(30, scenario.Variable("y"));
        Assert.Equal<FeelValue>(31, scenario.Variable("q"));
        Assert.False(scenario.HasVariable("z"));
    }

    /// <summary>What was drawn stands in the events, so that a replay (which the scenario does after each command) finds the same.</summary>
    [Fact]
    public void Two_expressions_of_one_command_draw_different_ids_and_replay_keeps_them()
    {
        Scenario scenario = new Scenario(
            Job("<zeebe:input source='=uuid()' target='a'/><zeebe:input source='=uuid()' target='b'/>")
        ).Start();
        long task = scenario.Element("t").Key;
        Assert.NotEqual(scenario.Written(task, "a"), scenario.Written(task, "b"));
        Assert.True(Guid.TryParse(scenario.Written(task, "a").AsString(), out _));
    }

    [Fact]
    public void A_nested_target_is_merged_into_the_object_that_is_there()
    {
        Scenario scenario = new Scenario(
            Job(
                "<zeebe:input source='=1' target='in.a'/><zeebe:input source='=2' target='in.b'/><zeebe:output source='=9' target='order.sum.total'/>"
            )
        ).Start(("order", FeelJson.Parse("""{"id":7,"sum":{"net":8}}""")));
        Assert.Equal("""{"a":1,"b":2}""", FeelJson.ToJson(scenario.Written(scenario.Element("t").Key, "in")));
        scenario.Complete("t");
        Assert.Equal("""{"id":7,"sum":{"net":8,"total":9}}""", FeelJson.ToJson(scenario.Variable("order")));
    }

    [Fact]
    public void A_missing_variable_gives_null_and_a_failed_assertion_an_incident()
    {
        Scenario quiet = new Scenario(Job("<zeebe:input source='=nothing.here' target='a'/>")).Start();
        Assert.True(quiet.Written(quiet.Element("t").Key, "a").IsNull);
        Assert.Empty(quiet.State.Incidents);

        Scenario loud = new Scenario(Job("<zeebe:input source='=assert(x, x > 5)' target='a'/>")).Start(("x", 1));
        Assert.Equal(IncidentType.IoMappingError, loud.Incident().Type);
        Assert.Equal("ACTIVATING", loud.Life("t"));
        loud.Set("x", 6);
        loud.Resolve();
        Assert.Equal("ACTIVATING ACTIVATED", loud.Life("t"));
    }

    [Fact]
    public void A_failing_output_mapping_leaves_the_task_completing_and_the_job_is_not_repeated()
    {
        Scenario scenario = new Scenario(Job("<zeebe:output source='=assert(x, x > limit)' target='a'/>")).Start(("limit", 5));
        scenario.Complete("t", ("x", 1));
        Assert.Equal(ElementState.Completing, scenario.Element("t").State);
        Assert.Empty(scenario.State.Jobs);
        scenario.Set("limit", 0);
        scenario.Resolve();
        Assert.Equal("ACTIVATING ACTIVATED COMPLETING COMPLETED", scenario.Life("t"));
        Assert.Equal<FeelValue>(1, scenario.Variable("a"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Variables_are_set_locally_or_where_they_are_known()
    {
        Scenario scenario = new Scenario(Job("")).Start(("a", 1));
        long task = scenario.Element("t").Key;
        scenario.Do(new SetVariables(task, Scenario.Vars(("a", 2), ("b", 2)), Local: false));
        Assert.Equal<FeelValue>(2, scenario.Variable("a"));
        Assert.Equal<FeelValue>(2, scenario.Variable("b"));
        scenario.Do(new SetVariables(task, Scenario.Vars(("a", 3)), Local: true));
        Assert.Equal<FeelValue>(2, scenario.Variable("a"));
        Assert.Equal<FeelValue>(3, scenario.Written(task, "a"));
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new SetVariables(123_456, FeelContext.Empty, true)).Kind);
    }

    [Fact]
    public void A_variable_that_keeps_its_value_is_not_written_again()
    {
        Scenario scenario = new Scenario(Job("")).Start(("a", 1));
        Assert.Empty(scenario.Set("a", 1));
    }

    [Fact]
    public void A_script_writes_its_result_variable()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><scriptTask id='t'><zeebe:script expression='=for i in 1..3 return i * x' resultVariable='r'/></scriptTask><flow>s -> t</flow>"
        ).Start(("x", 2));
        Assert.Equal("[2,4,6]", FeelJson.ToJson(scenario.Variable("r")));
        scenario.AssertCompleted();
    }

    [Fact]
    public void Temporal_results_are_kept_as_text()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><scriptTask id='t'><zeebe:script expression='={d: date(\"2026-01-02\"), l: [duration(\"PT1H\")]}' resultVariable='r'/></scriptTask><flow>s -> t</flow>"
        ).Start();
        Assert.Equal("""{"d":"2026-01-02","l":["PT1H"]}""", FeelJson.ToJson(scenario.Variable("r")));
    }

    [Fact]
    public void A_sub_process_propagates_nothing_by_itself()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><subProcess id='sub'><zeebe:input source='=1' target='inner'/><zeebe:output source='=inner' target='outer'/>
              <startEvent id='i'/><serviceTask id='t'><zeebe:taskDefinition type='x'/></serviceTask><flow>i -> t</flow></subProcess><flow>s -> sub</flow>
            """
        ).Start();
        scenario.Complete("t", ("inner", 5));
        Assert.Equal<FeelValue>(5, scenario.Variable("outer"));
        Assert.False(scenario.HasVariable("inner"));
        scenario.AssertCompleted();
    }
}
