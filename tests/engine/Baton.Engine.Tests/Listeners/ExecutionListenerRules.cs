using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Listeners;

/// <summary>Jobs at the beginning, the end and the forced end of elements.</summary>
public sealed class ExecutionListenerRules
{
    private const string Work = "<zeebe:taskDefinition type='=kind'/>";

    private static string Listeners(params string[] listeners) =>
        $"<zeebe:executionListeners>{string.Concat(listeners)}</zeebe:executionListeners>";

    private static string On(string eventType, string type) => $"<zeebe:executionListener eventType='{eventType}' type='{type}'/>";

    private static void Done(Scenario scenario, string type, params ReadOnlySpan<(string, FeelValue)> variables)
    {
        Job job = Assert.Single(scenario.State.Jobs);
        Assert.Equal(type, job.Type);
        scenario.Do(new CompleteJob(job.Key, Scenario.Vars(variables)));
    }

    [Fact]
    public void Listeners_at_the_start_run_in_order_before_anything_of_the_element_is_evaluated()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><serviceTask id='A'>{Work}{Listeners(On("start", "l1"), On("start", "l2"))}</serviceTask><flow>s -> A</flow>"
        ).Start();

        Job first = Assert.Single(scenario.State.Jobs);
        Assert.Equal((JobKind.ExecutionListener, ListenerEvent.Start, "l1"), (first.Kind, first.ListenerEvent, first.Type));
        Assert.Equal("ACTIVATING", scenario.Life("A"));
        Done(scenario, "l1", ("kind", "paint"));
        Done(scenario, "l2");

        Assert.Equal("paint", scenario.Job("A").Type);
        Assert.False(scenario.HasVariable("kind"));
        scenario.Complete("A");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Listeners_at_the_end_see_the_output_mappings_and_write_to_the_scope_around()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/><zeebe:output source='=1' target='mapped'/>{Listeners(
                On("end", "l1")
            )}</serviceTask><flow>s -> A</flow>
            """
        ).Start();
        scenario.Complete("A");

        Assert.Equal("ACTIVATING ACTIVATED COMPLETING", scenario.Life("A"));
        Assert.Equal<FeelValue>(1, scenario.Variable("mapped"));
        Done(scenario, "l1", ("noted", true));
        Assert.Equal<FeelValue>(true, scenario.Variable("noted"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_process_and_its_events_and_gateways_have_listeners_too()
    {
        Scenario scenario = new Scenario(
            $"""
            {Listeners(On("start", "p1"), On("end", "p2"))}
            <startEvent id='s'>{Listeners(On("end", "s1"))}</startEvent>
            <exclusiveGateway id='x' default='x_e'>{Listeners(On("start", "x1"))}</exclusiveGateway>
            <task id='t'/><endEvent id='e'>{Listeners(On("start", "e1"), On("end", "e2"))}</endEvent>
            <flow>s -> x -> e; x -> t [go]</flow>
            """
        ).Start();
        Done(scenario, "p1");
        Done(scenario, "s1");
        Done(scenario, "x1", ("go", false));
        Done(scenario, "e1");
        Done(scenario, "e2");
        Done(scenario, "p2");

        Assert.Equal("s x e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_failed_listener_is_tried_again_alone()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><task id='A'>{Listeners(On("start", "l1"), On("start", "l2"))}</task><flow>s -> A</flow>"
        ).Start();
        Done(scenario, "l1");
        Job second = scenario.State.Jobs.Single();
        scenario.Do(new FailJob(second.Key, 0, "down", FeelContext.Empty, TimeSpan.Zero));

        Assert.Equal(IncidentType.ExecutionListenerNoRetries, scenario.Incident().Type);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new ResolveIncident(scenario.Incident().Key)).Kind);
        scenario.Do(new UpdateJob(second.Key, 1));
        scenario.Resolve();
        Done(scenario, "l2");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_listener_whose_job_type_cannot_be_evaluated_raises_an_incident_and_all_of_its_event_run_again()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><task id='A'>{Listeners(On("start", "l1"), On("start", "=unknown"))}</task><flow>s -> A</flow>"
        ).Start();
        Done(scenario, "l1");
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        scenario.Set("unknown", "l2");
        scenario.Resolve();

        Done(scenario, "l1");
        Done(scenario, "l2");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_listener_cannot_throw_an_error()
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><task id='A'>{Listeners(On("start", "l1"))}</task><flow>s -> A</flow>"
        ).Start();
        Rejection refused = scenario.Refused(new ThrowJobError(scenario.State.Jobs.Single().Key, "X", null, FeelContext.Empty));
        Assert.Equal(RejectionKind.InvalidState, refused.Kind);
    }

    [Fact]
    public void Each_iteration_has_the_listeners_and_what_comes_before_all_runs_once()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><task id='A'>{Listeners(On("beforeAll", "all"), On("start", "one"))}
            <multiInstanceLoopCharacteristics isSequential='true'><zeebe:loopCharacteristics inputCollection='=items'/></multiInstanceLoopCharacteristics></task>
            <flow>s -> A</flow>
            """
        ).Start();
        Done(scenario, "all", ("items", FeelJson.Parse("[1,2]")));
        Done(scenario, "one");
        Done(scenario, "one");
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupted_element_ends_only_after_those_who_listen_to_that()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/>{Listeners(On("cancel", "stop"))}</serviceTask>
            <boundaryEvent id='b' attachedToRef='A'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <endEvent id='late'/><flow>s -> A; b -> late</flow>
            """
        ).Start();
        scenario.Fire("b");

        Assert.Equal("ACTIVATING ACTIVATED TERMINATING", scenario.Life("A"));
        Assert.DoesNotContain("late", scenario.Completed, StringComparison.Ordinal);
        Done(scenario, "stop");
        Assert.Equal("A", scenario.Terminated);
        Assert.Equal("s b late p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_cancelled_instance_is_gone_when_its_listeners_were_asked()
    {
        Scenario scenario = new Scenario(
            $"{Listeners(On("cancel", "stop"))}<startEvent id='s'/><serviceTask id='A'><zeebe:taskDefinition type='x'/></serviceTask><flow>s -> A</flow>"
        ).Start();
        scenario.Do(new CancelInstance(scenario.State.RootInstanceKey));
        Assert.False(scenario.State.IsEnded);
        Done(scenario, "stop");

        Assert.True(scenario.State.IsEnded);
        Assert.Equal("A p", scenario.Terminated);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void Headers_of_a_listener_stand_beside_and_before_those_of_the_element()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><task id='A'><zeebe:taskHeaders><zeebe:header key='a' value='1'/><zeebe:header key='b' value='2'/></zeebe:taskHeaders>
            <zeebe:executionListeners><zeebe:executionListener eventType='start' type='l'><zeebe:taskHeaders><zeebe:header key='b' value='3'/></zeebe:taskHeaders></zeebe:executionListener></zeebe:executionListeners></task>
            <flow>s -> A</flow>
            """
        ).Start();
        IReadOnlyDictionary<string, string> headers = scenario.State.Jobs.Single().Headers;
        Assert.Equal(("1", "3"), (headers["a"], headers["b"]));
    }

    [Fact]
    public void An_event_that_has_occurred_keeps_its_variables_while_its_listeners_run()
    {
        Scenario scenario = new Scenario(
            $"""
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>
            <startEvent id='s'/><eventBasedGateway id='g'/>
            <intermediateCatchEvent id='c'><messageEventDefinition messageRef='m'/>{Listeners(On("start", "l"))}</intermediateCatchEvent>
            <intermediateCatchEvent id='t'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <flow>s -> g -> c; g -> t</flow>
            """
        ).Start();
        scenario.Send("c", ("answer", 42));
        Done(scenario, "l");

        Assert.Equal<FeelValue>(42, scenario.Variable("answer"));
        scenario.AssertCompleted();
    }
}
