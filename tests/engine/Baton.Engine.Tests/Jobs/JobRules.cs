using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Jobs;

/// <summary>Work that is done outside by job workers.</summary>
public sealed class JobRules
{
    private const string OneJob =
        "<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='ship'/><zeebe:taskHeaders><zeebe:header key='k' value='v'/></zeebe:taskHeaders></serviceTask><endEvent id='e'/><flow>s -> t -> e</flow>";

    [Fact]
    public void A_service_task_waits_for_its_job_and_goes_on_with_the_result()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        Job job = scenario.Job("t");
        Assert.Equal("ship", job.Type);
        Assert.Equal(3, job.Retries);
        Assert.Equal("v", job.Element.Element.Headers["k"]);
        Assert.Equal("ACTIVATING ACTIVATED", scenario.Life("t"));
        scenario.Complete("t", ("tracking", "X1"));
        Assert.Equal("X1", scenario.Variable("tracking").AsString());
        Assert.Equal("s t e p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void Type_and_retries_may_be_expressions()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='=\"ship-\" + kind' retries='=n'/></serviceTask><flow>s -> t</flow>"
        ).Start(("kind", "air"), ("n", 5));
        Assert.Equal("ship-air", scenario.Job("t").Type);
        Assert.Equal(5, scenario.Job("t").Retries);
    }

    [Fact]
    public void A_type_that_is_no_text_leaves_the_task_activating_without_a_job()
    {
        Scenario scenario = new Scenario(
            "<startEvent id='s'/><serviceTask id='t'><zeebe:taskDefinition type='=kind'/></serviceTask><flow>s -> t</flow>"
        ).Start();
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Equal("ACTIVATING", scenario.Life("t"));
        Assert.Empty(scenario.State.Jobs);
        scenario.Set("kind", "air");
        scenario.Resolve();
        Assert.Equal("air", scenario.Job("t").Type);
        Assert.Empty(scenario.State.Incidents);
    }

    [Fact]
    public void A_job_that_ended_is_not_found_whoever_asks()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        long key = scenario.Job("t").Key;
        scenario.Complete("t");
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CompleteJob(key, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new FailJob(key, 1, null, FeelContext.Empty, TimeSpan.Zero)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new ThrowJobError(key, "E", null, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new UpdateJob(key, 1)).Kind);
    }

    [Fact]
    public void A_failed_job_with_retries_left_comes_again_after_its_back_off()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        Job job = scenario.Job("t");
        scenario.Do(new FailJob(job.Key, 2, "no connection", Scenario.Vars(("detail", "x")), TimeSpan.FromMinutes(5)));
        Assert.Equal(2, job.Retries);
        Assert.Equal(scenario.Now.AddMinutes(5), job.RetryAt);
        Assert.Empty(scenario.State.Incidents);
        Assert.Equal("x", scenario.Written(scenario.Element("t").Key, "detail").AsString());
        scenario.Complete("t");
        scenario.AssertCompleted();
        Assert.False(scenario.HasVariable("detail"));
    }

    [Fact]
    public void A_job_that_failed_for_the_last_time_raises_an_incident_that_needs_retries_before_it_can_be_resolved()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        Job job = scenario.Job("t");
        scenario.Do(new FailJob(job.Key, 0, null, FeelContext.Empty, TimeSpan.Zero));
        Assert.Equal(IncidentType.JobNoRetries, scenario.Incident().Type);
        Assert.Equal("No more retries left.", scenario.Incident().Message);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new FailJob(job.Key, 1, null, FeelContext.Empty, TimeSpan.Zero)).Kind);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new CompleteJob(job.Key, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new ResolveIncident(scenario.Incident().Key)).Kind);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(new UpdateJob(job.Key, 0)).Kind);
        scenario.Do(new UpdateJob(job.Key, 1));
        scenario.Resolve();
        Assert.Equal(JobState.Created, job.State);
        scenario.Do(new FailJob(job.Key, 0, "again", FeelContext.Empty, TimeSpan.Zero));
        Assert.Equal("again", scenario.Incident().Message);
    }

    [Fact]
    public void A_message_of_failure_is_cut_at_ten_thousand_characters()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        scenario.Do(new FailJob(scenario.Job("t").Key, 0, new string('x', 20_000), FeelContext.Empty, TimeSpan.Zero));
        Assert.Equal(10_000, scenario.Incident().Message.Length);
    }

    [Fact]
    public void A_thrown_error_that_nothing_catches_waits_for_an_operator_and_then_the_job_can_be_completed()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        Job job = scenario.Job("t");
        scenario.Do(new ThrowJobError(job.Key, "LOST", "gone", FeelContext.Empty));
        Assert.Equal(IncidentType.UnhandledErrorEvent, scenario.Incident().Type);
        Assert.Equal(JobState.ErrorThrown, job.State);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new CompleteJob(job.Key, FeelContext.Empty)).Kind);
        scenario.Resolve();
        scenario.Complete("t");
        scenario.AssertCompleted();
    }

    [Theory]
    [InlineData("sendTask")]
    [InlineData("scriptTask")]
    [InlineData("businessRuleTask")]
    public void Send_script_and_rule_tasks_with_a_task_definition_are_jobs(string element)
    {
        Scenario scenario = new Scenario(
            $"<startEvent id='s'/><{element} id='t'><zeebe:taskDefinition type='x'/></{element}><flow>s -> t</flow>"
        ).Start();
        scenario.Complete("t");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Message_throw_and_end_events_are_jobs()
    {
        Scenario scenario = new Scenario(
            """
            <message id='m' name='n'/><startEvent id='s'/>
            <intermediateThrowEvent id='t'><zeebe:taskDefinition type='x'/><messageEventDefinition messageRef='m'/></intermediateThrowEvent>
            <endEvent id='e'><zeebe:taskDefinition type='y'/><messageEventDefinition messageRef='m'/></endEvent><flow>s -> t -> e</flow>
            """
        ).Start();
        scenario.Complete("t");
        scenario.Complete("e");
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_job_that_is_too_large_to_be_handed_out_waits_for_an_operator_as_long_as_its_incident()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        Job job = scenario.Job("t");
        scenario.Do(new WithholdJob(job.Key, "too large"));
        Assert.Equal(
            (IncidentType.MessageSizeExceeded, "too large", job),
            (scenario.Incident().Type, scenario.Incident().Message, scenario.Incident().Job)
        );
        Assert.Equal(JobState.Withheld, job.State);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new CompleteJob(job.Key, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new WithholdJob(job.Key, "again")).Kind);
        scenario.Resolve();
        Assert.Equal(JobState.Created, job.State);
        scenario.Complete("t");
        scenario.AssertCompleted();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new WithholdJob(job.Key, "late")).Kind);
    }

    [Fact]
    public void A_withheld_job_ends_with_its_element()
    {
        Scenario scenario = new Scenario(OneJob).Start();
        scenario.Do(new WithholdJob(scenario.Job("t").Key, "too large"));
        scenario.Do(new CancelInstance(scenario.State.RootInstanceKey));
        scenario.AssertNothingOpen();
    }
}
