using Baton.Engine.Compensation;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Engine.Tests.Migration;

/// <summary>A running instance goes on by another definition.</summary>
public sealed class MigrationRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";
    private const string Hour = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";

    private static DeployedProcess Target(Scenario scenario, string model) => scenario.Catalog.Add(ModelText.Compile("p", model));

    private static MigrateInstance To(Scenario scenario, DeployedProcess target, params (string, string)[] mappings) =>
        new(scenario.State.RootInstanceKey, target.Key, [.. mappings.Select(each => new ElementMapping(each.Item1, each.Item2))]);

    [Fact]
    public void It_goes_on_by_the_flow_of_the_target_with_its_keys_and_its_job()
    {
        Scenario scenario = new Scenario($"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><flow>s -> A</flow>").Start(
            ("x", 1)
        );
        (long element, long job) = (scenario.Element("A").Key, scenario.Job("A").Key);
        DeployedProcess target = Target(
            scenario,
            "<startEvent id='s'/><serviceTask id='B'><zeebe:taskDefinition type='other'/></serviceTask><task id='C'/><flow>s -> B -> C</flow>"
        );
        scenario.Do(To(scenario, target, ("A", "B")));

        Assert.Equal((element, job, "x"), (scenario.Element("B").Key, scenario.Job("B").Key, scenario.Job("B").Type));
        scenario.Complete("B");
        Assert.Equal("s B C p", scenario.Completed);
        Assert.Equal<FeelValue>(1, scenario.Variable("x"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_open_task_stays_with_who_has_it()
    {
        Scenario scenario = new Scenario("<startEvent id='s'/><userTask id='A'><zeebe:userTask/></userTask><flow>s -> A</flow>").Start();
        scenario.Do(new AssignUserTask(scenario.Task("A").Key, "ann"));
        DeployedProcess target = Target(scenario, "<startEvent id='s'/><userTask id='B'><zeebe:userTask/></userTask><flow>s -> B</flow>");
        scenario.Do(To(scenario, target, ("A", "B")));
        Assert.Equal("ann", scenario.Task("B").Assignee);
    }

    [Fact]
    public void A_mapped_timer_keeps_its_time_and_one_that_is_not_mapped_begins_anew()
    {
        string model =
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><boundaryEvent id='t' attachedToRef='A'>{Hour}</boundaryEvent><flow>s -> A</flow>";
        Scenario kept = new Scenario(model).Start();
        PendingTimer timer = kept.Timer("t");
        DeployedProcess target = Target(kept, model);
        kept.Now = kept.Now.AddMinutes(20);
        kept.Do(To(kept, target, ("A", "A"), ("t", "t")));
        Assert.Equal((timer.Key, timer.Plan.DueAt), (kept.Timer("t").Key, kept.Timer("t").Plan.DueAt));

        Scenario anew = new Scenario(model).Start();
        DeployedProcess other = Target(anew, model);
        anew.Now = anew.Now.AddMinutes(20);
        anew.Do(To(anew, other, ("A", "A")));
        Assert.Equal(anew.Now.AddHours(1), anew.Timer("t").Plan.DueAt);
        anew.Fire("t");
        anew.AssertCompleted();
    }

    [Fact]
    public void Events_that_the_target_lacks_are_closed_and_those_it_has_more_are_opened()
    {
        const string message = "<message id='m' name='m'><zeebe:subscription correlationKey='=key'/></message>";
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><boundaryEvent id='t' attachedToRef='A'>{Hour}</boundaryEvent><flow>s -> A</flow>"
        ).Start(("key", "k"));
        DeployedProcess target = Target(
            scenario,
            $"""
            {message}<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><subProcess id='esp' triggeredByEvent='true'>
            <startEvent id='on'><messageEventDefinition messageRef='m'/></startEvent></subProcess><flow>s -> A</flow>
            """
        );
        scenario.Do(To(scenario, target, ("A", "A")));

        Assert.Empty(scenario.State.Timers);
        Assert.Equal("k", scenario.Message("on").CorrelationKey);
        scenario.Send("on");
        Assert.Equal("A", scenario.Terminated);
        scenario.AssertCompleted();
    }

    [Fact]
    public void What_cannot_be_opened_in_the_target_refuses_the_whole_migration()
    {
        Scenario scenario = new Scenario($"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><flow>s -> A</flow>").Start();
        DeployedProcess target = Target(
            scenario,
            $"""
            <message id='m' name='m'><zeebe:subscription correlationKey='=missing'/></message><startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask>
            <boundaryEvent id='b' attachedToRef='A'><messageEventDefinition messageRef='m'/></boundaryEvent><flow>s -> A</flow>
            """
        );
        Rejection refused = scenario.Refused(To(scenario, target, ("A", "A")));
        Assert.Equal(RejectionKind.InvalidState, refused.Kind);
        Assert.Contains("missing", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", RejectionKind.InvalidState, "not mapped")]
    [InlineData("A>A A>B", RejectionKind.InvalidArgument, "mapped twice")]
    [InlineData("A>A no>B", RejectionKind.InvalidArgument, "no element 'no'")]
    [InlineData("A>no", RejectionKind.InvalidArgument, "no element 'no'")]
    [InlineData("A>u", RejectionKind.InvalidState, "same type")]
    [InlineData("A>inside", RejectionKind.InvalidState, "another scope")]
    public void A_plan_that_does_not_fit_is_refused_with_the_reason(string mappings, RejectionKind kind, string reason)
    {
        Scenario scenario = new Scenario($"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><flow>s -> A</flow>").Start();
        DeployedProcess target = Target(
            scenario,
            $"""
            <startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><serviceTask id='B'>{Work}</serviceTask><userTask id='u'><zeebe:userTask/></userTask>
            <subProcess id='sub'><startEvent id='i'/><serviceTask id='inside'>{Work}</serviceTask><flow>i -> inside</flow></subProcess>
            <flow>s -> A -> B -> u -> sub</flow>
            """
        );
        (string, string)[] pairs =
        [
            .. mappings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => (each.Split('>')[0], each.Split('>')[1])),
        ];
        Rejection refused = scenario.Refused(To(scenario, target, pairs));
        Assert.Equal(kind, refused.Kind);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_instances_and_definitions_are_not_found()
    {
        Scenario scenario = new Scenario($"<startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><flow>s -> A</flow>").Start();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new MigrateInstance(999, scenario.Definition.Key, [])).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new MigrateInstance(scenario.State.RootInstanceKey, 4, [])).Kind);
    }

    [Fact]
    public void Sub_processes_iterations_and_their_variables_move_with_their_scopes()
    {
        static string Model(string sub, string task, string more) =>
            $"""
                <startEvent id='s'/><subProcess id='{sub}'><multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[1,2]' inputElement='item' outputCollection='all' outputElement='=item'/></multiInstanceLoopCharacteristics>
                <startEvent id='i'/><serviceTask id='{task}'>{Work}</serviceTask>{more}<flow>i -> {task}</flow></subProcess><flow>s -> {sub}</flow>
                """;
        Scenario scenario = new Scenario(Model("sub", "A", "")).Start();
        DeployedProcess target = Target(scenario, Model("under", "B", "<task id='more'/><flow>B -> more</flow>"));
        scenario.Do(To(scenario, target, ("sub", "under"), ("A", "B")));

        foreach (long job in scenario.State.Jobs.Select(each => each.Key).ToArray())
        {
            scenario.Do(new CompleteJob(job, FeelContext.Empty));
        }
        Assert.Equal(FeelJson.Parse("[1,2]"), scenario.Variable("all"));
        Assert.Equal(2, scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == "more"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_token_that_waits_at_a_join_moves_with_its_flow()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='A'>{Work}</serviceTask><serviceTask id='B'>{Work}</serviceTask><parallelGateway id='j'/><endEvent id='e'/>
            <flow>s -> A -> j; s -> B -> j; j -> e</flow>
            """
        ).Start();
        scenario.Complete("A");
        DeployedProcess target = Target(
            scenario,
            $"""
            <startEvent id='s'/><serviceTask id='A2'>{Work}</serviceTask><serviceTask id='B'>{Work}</serviceTask><task id='C'/><parallelGateway id='join'/><endEvent id='e'/>
            <flow>s -> A2 -> join; s -> B -> C -> join; join -> e</flow>
            """
        );
        Assert.Contains("not mapped", scenario.Refused(To(scenario, target, ("B", "B"))).Reason, StringComparison.Ordinal);
        Assert.Contains("A_j", scenario.Refused(To(scenario, target, ("B", "B"), ("j", "join"))).Reason, StringComparison.Ordinal);
        scenario.Do(To(scenario, target, ("B", "B"), ("j", "join"), ("A_j", "A2_join")));
        scenario.Complete("B");
        Assert.Equal("s A B C join e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void What_completed_before_can_still_be_compensated_where_the_target_knows_it()
    {
        static string Model(string undo) =>
            $"""
                <startEvent id='s'/><task id='A'/><boundaryEvent id='c' attachedToRef='A'><compensateEventDefinition/></boundaryEvent>
                <task id='{undo}' isForCompensation='true'/><association id='as' sourceRef='c' targetRef='{undo}'/>
                <serviceTask id='B'>{Work}</serviceTask><endEvent id='e'><compensateEventDefinition/></endEvent><flow>s -> A -> B -> e</flow>
                """;
        Scenario scenario = new Scenario(Model("undo")).Start();
        DeployedProcess target = Target(scenario, Model("undoBetter"));
        scenario.Do(To(scenario, target, ("B", "B")));
        scenario.Complete("B");
        Assert.Single(scenario.History.OfType<CompensationHandlerStarted>());
        Assert.Contains("undoBetter", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_incident_is_resolved_by_the_model_that_is_right()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><exclusiveGateway id='g'/><task id='a'/><flow>s -> g; g -> a [wrong]</flow>"
        ).Start();
        DeployedProcess target = Target(
            scenario,
            "<startEvent id='s'/><exclusiveGateway id='g'/><task id='a'/><flow>s -> g; g -> a [true]</flow>"
        );
        scenario.Do(To(scenario, target, ("g", "g")));
        scenario.Resolve();
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_event_based_gateway_goes_on_waiting_for_what_is_mapped()
    {
        static string Model(string message) =>
            $"""
                <message id='m' name='{message}'><zeebe:subscription correlationKey='="k"'/></message><startEvent id='s'/><eventBasedGateway id='g'/>
                <intermediateCatchEvent id='c'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>
                <intermediateCatchEvent id='t'>{Hour}</intermediateCatchEvent><flow>s -> g -> c; g -> t</flow>
                """;
        Scenario scenario = new Scenario(Model("old")).Start();
        DeployedProcess target = Target(scenario, Model("new"));
        scenario.Do(To(scenario, target, ("g", "g"), ("c", "c")));

        Assert.Equal("old", scenario.Message("c").MessageName);
        Assert.Single(scenario.History.OfType<TimerCanceled>());
        scenario.Send("c");
        Assert.Single(scenario.History.OfType<MessageSubscriptionCorrelated>());
        scenario.AssertCompleted();
    }
}
