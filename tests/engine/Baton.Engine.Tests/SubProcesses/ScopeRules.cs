using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Signals;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.SubProcesses;

/// <summary>Scopes: sub-processes, event sub-processes, called processes, and what ends them.</summary>
public sealed class ScopeRules
{
    private const string Work = "<zeebe:taskDefinition type='x'/>";

    [Fact]
    public void A_sub_process_completes_when_nothing_runs_in_it_any_more()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><endEvent id='e'/><subProcess id='sub'><startEvent id='i'/><serviceTask id='a'>{Work}</serviceTask>
            <serviceTask id='b'>{Work}</serviceTask><flow>i -> a; i -> b</flow></subProcess><flow>s -> sub -> e</flow>
            """
        ).Start();
        scenario.Complete("a");
        Assert.Equal("b sub", scenario.Open);
        scenario.Complete("b");
        Assert.Equal("s i a b sub e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_terminate_end_event_ends_all_else_in_its_scope_and_the_scope_completes()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><endEvent id='e'/><subProcess id='sub'><startEvent id='i'/><parallelGateway id='f'/><serviceTask id='a'>{Work}</serviceTask>
            <serviceTask id='b'>{Work}</serviceTask><parallelGateway id='j'/><serviceTask id='c'>{Work}</serviceTask><endEvent id='stop'><terminateEventDefinition/></endEvent>
            <flow>i -> f -> a -> j; f -> b -> j; f -> c -> stop</flow></subProcess><flow>s -> sub -> e</flow>
            """
        ).Start();
        scenario.Complete("a");
        Assert.Equal(1, scenario.Element("sub").TokenCount);
        scenario.Complete("c");
        Assert.Equal("s i f a c stop sub e p", scenario.Completed);
        Assert.Equal("b", scenario.Terminated);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_link_leads_to_the_catch_event_of_its_name()
    {
        Scenario scenario = new Scenario(
            """
            <startEvent id='s'/><intermediateThrowEvent id='t'><linkEventDefinition name='L'/></intermediateThrowEvent>
            <intermediateCatchEvent id='c'><linkEventDefinition name='L'/></intermediateCatchEvent><task id='a'/><flow>s -> t; c -> a</flow>
            """
        ).Start();
        Assert.Equal("s t c a p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Interrupting_a_sub_process_ends_everything_in_it_before_its_boundary_event_runs()
    {
        Scenario scenario = new Scenario(
            $"""
            <startEvent id='s'/><subProcess id='sub'><startEvent id='i'/><subProcess id='deep'><startEvent id='k'/>
            <serviceTask id='a'>{Work}</serviceTask><userTask id='u'><zeebe:userTask/></userTask>
            <intermediateCatchEvent id='w'><timerEventDefinition><timeDuration>PT9H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <flow>k -> a; k -> u; k -> w</flow></subProcess><flow>i -> deep</flow></subProcess>
            <boundaryEvent id='b' attachedToRef='sub'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <task id='h'/><flow>s -> sub; b -> h</flow>
            """
        ).Start();
        scenario.Fire("b");
        Assert.Equal("a u w deep sub", scenario.Terminated);
        Assert.Equal("s i k b h p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupting_event_sub_process_replaces_what_runs_in_its_scope()
    {
        Scenario scenario = new Scenario(
            $"""
            <message id='m' name='stop'><zeebe:subscription correlationKey='=k'/></message><message id='n' name='note'><zeebe:subscription correlationKey='=k'/></message>
            <startEvent id='s'/><parallelGateway id='f'/><parallelGateway id='j'/><serviceTask id='a'>{Work}</serviceTask><serviceTask id='b'>{Work}</serviceTask>
            <subProcess id='esp' triggeredByEvent='true'><startEvent id='on'><messageEventDefinition messageRef='m'/></startEvent><serviceTask id='c'>{Work}</serviceTask><flow>on -> c</flow></subProcess>
            <subProcess id='beside' triggeredByEvent='true'><startEvent id='too' isInterrupting='false'><messageEventDefinition messageRef='n'/></startEvent></subProcess>
            <flow>s -> f -> a -> j; f -> b -> j</flow>
            """
        ).Start(("k", "1"));
        scenario.Send("too");
        scenario.Complete("a");
        scenario.Send("on", ("why", "because"));
        Assert.Equal("b", scenario.Terminated);
        Assert.Equal("c esp", scenario.Open);
        Assert.Empty(scenario.State.MessageSubscriptions);
        Assert.Equal(0, scenario.State.Root!.TokenCount);
        Assert.Equal("because", scenario.Variable("why").AsString());
        scenario.Complete("c");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_scope_waits_for_its_non_interrupting_event_sub_processes_and_starts_one_for_each_trigger()
    {
        Scenario scenario = new Scenario(
            $"""
            <message id='n' name='note'><zeebe:subscription correlationKey='=k'/></message>
            <startEvent id='s'/><serviceTask id='a'>{Work}</serviceTask>
            <subProcess id='beside' triggeredByEvent='true'><startEvent id='too' isInterrupting='false'><messageEventDefinition messageRef='n'/></startEvent><serviceTask id='c'>{Work}</serviceTask><flow>too -> c</flow></subProcess>
            <flow>s -> a</flow>
            """
        ).Start(("k", "1"));
        scenario.Send("too");
        scenario.Send("too");
        scenario.Complete("a");
        Assert.Equal("beside beside c c", scenario.Open);
        foreach (var job in scenario.State.Jobs.ToList())
        {
            scenario.Do(new Engine.Jobs.CompleteJob(job.Key, FeelContext.Empty));
        }
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_call_activity_runs_another_process_and_takes_its_variables_back()
    {
        var scenario = new Scenario(
            "<startEvent id='s'/><callActivity id='call'><zeebe:calledElement processId='child' propagateAllChildVariables='true'/><zeebe:input source='=x + 1' target='y'/></callActivity><endEvent id='e'/><flow>s -> call -> e</flow>"
        );
        scenario.Start(("x", 1));
        Assert.Equal(IncidentType.CalledElementError, scenario.Incident().Type);
        scenario.Catalog.Add(
            ModelText.Compile("child", $"<startEvent id='cs'/><serviceTask id='ct'>{Work}</serviceTask><flow>cs -> ct</flow>")
        );
        scenario.Resolve();
        ElementInstance child = scenario.Element("child");
        Assert.Equal<FeelValue>(2, scenario.Written(child.Key, "y"));
        Assert.Equal<FeelValue>(1, scenario.Written(child.Key, "x"));
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new CancelInstance(child.Key)).Kind);
        scenario.Complete("ct", ("z", 9));
        Assert.Equal<FeelValue>(9, scenario.Variable("z"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_error_in_a_called_process_is_caught_by_the_call_activity()
    {
        var scenario = new Scenario(
            "<startEvent id='s'/><callActivity id='call'><zeebe:calledElement processId='child'/></callActivity><boundaryEvent id='b' attachedToRef='call'><errorEventDefinition/></boundaryEvent><task id='h'/><flow>s -> call; b -> h</flow>"
        );
        scenario.Catalog.Add(
            ModelText.Compile("child", $"<startEvent id='cs'/><serviceTask id='ct'>{Work}</serviceTask><flow>cs -> ct</flow>")
        );
        scenario.Start();
        scenario.Do(new Engine.Jobs.ThrowJobError(scenario.Job("ct").Key, "E", null, FeelContext.Empty));
        Assert.Equal("ct child call", scenario.Terminated);
        Assert.Equal("s cs b h p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Cancelling_ends_everything_and_only_once()
    {
        var scenario = new Scenario(
            "<startEvent id='s'/><callActivity id='call'><zeebe:calledElement processId='child'/></callActivity><flow>s -> call</flow>"
        );
        scenario.Catalog.Add(
            ModelText.Compile(
                "child",
                "<startEvent id='cs'/><serviceTask id='ct'><zeebe:taskDefinition type='=bad'/></serviceTask><flow>cs -> ct</flow>"
            )
        );
        scenario.Start();
        long key = scenario.State.RootInstanceKey;
        Assert.Single(scenario.State.Incidents);
        scenario.Do(new CancelInstance(key));
        Assert.Equal("ct child call p", scenario.Terminated);
        Assert.True(scenario.State.IsEnded);
        scenario.AssertNothingOpen();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CancelInstance(key)).Kind);
    }

    [Fact]
    public void An_escalation_without_interruption_lets_both_go_on()
    {
        Scenario scenario = new Scenario(
            $"""
            <escalation id='x' escalationCode='LATE'/><startEvent id='s'/><subProcess id='sub'><startEvent id='i'/>
            <intermediateThrowEvent id='t'><escalationEventDefinition escalationRef='x'/></intermediateThrowEvent><serviceTask id='a'>{Work}</serviceTask><flow>i -> t -> a</flow></subProcess>
            <boundaryEvent id='b' attachedToRef='sub' cancelActivity='false'><escalationEventDefinition escalationRef='x'/></boundaryEvent><task id='h'/><flow>s -> sub; b -> h</flow>
            """
        ).Start();
        Assert.Equal("a sub", scenario.Open);
        Assert.Contains("h", scenario.Completed, StringComparison.Ordinal);
        scenario.Complete("a");
        scenario.AssertCompleted();
    }

    [Fact]
    public void An_interrupting_escalation_cuts_its_thrower_off()
    {
        Scenario scenario = new Scenario(
            """
            <escalation id='x' escalationCode='LATE'/><startEvent id='s'/><subProcess id='sub'><startEvent id='i'/>
            <endEvent id='t'><escalationEventDefinition escalationRef='x'/></endEvent><flow>i -> t</flow></subProcess>
            <boundaryEvent id='b' attachedToRef='sub'><escalationEventDefinition/></boundaryEvent><task id='h'/><flow>s -> sub; b -> h</flow>
            """
        ).Start();
        Assert.Equal("t sub", scenario.Terminated);
        Assert.Equal("s i b h p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_thrown_signal_is_told_to_the_runtime_and_a_waiting_one_receives_it()
    {
        Scenario scenario = new Scenario(
            """
            <signal id='g' name='=name'/><startEvent id='s'/><intermediateThrowEvent id='t'><zeebe:input source='=1' target='a'/><signalEventDefinition signalRef='g'/></intermediateThrowEvent>
            <intermediateCatchEvent id='c'><signalEventDefinition signalRef='g'/></intermediateCatchEvent><flow>s -> t -> c</flow>
            """
        ).Start(("name", "alarm"));
        SignalThrown thrown = Assert.Single(scenario.History.OfType<SignalThrown>());
        Assert.Equal("alarm", thrown.SignalName);
        SignalSubscription waiting = Assert.Single(scenario.State.SignalSubscriptions);
        scenario.Do(new BroadcastSignal(waiting.Key, "alarm", thrown.Variables));
        Assert.Equal<FeelValue>(1, scenario.Variable("a"));
        scenario.AssertCompleted();
    }
}
