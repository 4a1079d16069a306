using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Jobs;
using Baton.Engine.Migration;
using Baton.Engine.Modification;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.UserTasks;

/// <summary>Work that persons do in an outside task list, which takes it as a job.</summary>
public sealed class JobUserTaskRules
{
    private const string Prefix = "io.camunda.zeebe:";

    private static string Model(string extensions, string beside = "", string flow = "s -> t -> e") =>
        $"<startEvent id='s'/><userTask id='t'>{extensions}</userTask>{beside}<endEvent id='e'/><flow>{flow}</flow>";

    [Fact]
    public void It_is_a_job_whose_headers_say_who_may_do_it_until_when_and_with_which_form()
    {
        var scenario = new Scenario(
            Model(
                "<zeebe:assignmentDefinition assignee='=boss' candidateGroups='a, b' candidateUsers='=[\"u\", \"工\"]'/>"
                    + "<zeebe:taskSchedule dueDate='2026-03-05T12:00:00+08:00' followUpDate='=\"2026-03-04T00:00:00Z\"'/>"
                    + "<zeebe:formDefinition formKey='camunda-forms:bpmn:f1'/><zeebe:priorityDefinition priority='=nothing.here'/>"
                    + "<zeebe:taskHeaders><zeebe:header key='k' value='v'/></zeebe:taskHeaders>"
            )
        );
        scenario.Start(("boss", "li"));
        Job job = scenario.Job("t");
        Assert.Equal(("io.camunda.zeebe:userTask", 1, JobKind.BpmnElement), (job.Type, job.Retries, job.Kind));
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [Prefix + "assignee"] = "li",
                [Prefix + "candidateGroups"] = """["a","b"]""",
                [Prefix + "candidateUsers"] = """["u","工"]""",
                [Prefix + "dueDate"] = "2026-03-05T04:00:00.0000000+00:00",
                [Prefix + "followUpDate"] = "2026-03-04T00:00:00.0000000+00:00",
                [Prefix + "formKey"] = "camunda-forms:bpmn:f1",
                ["k"] = "v",
            },
            new SortedDictionary<string, string>(job.Headers.ToDictionary(), StringComparer.Ordinal)
        );
        Assert.Empty(scenario.State.UserTasks);
        scenario.Complete("t", ("approved", true));
        Assert.True(scenario.Variable("approved").AsBoolean());
        scenario.AssertCompleted();
    }

    [Fact]
    public void What_is_not_given_has_no_header_and_a_task_definition_says_nothing()
    {
        Scenario scenario = new Scenario(
            Model("<zeebe:taskDefinition type='x' retries='9'/><zeebe:assignmentDefinition assignee='=null' candidateUsers='=[]'/>")
        ).Start();
        Job job = scenario.Job("t");
        Assert.Equal(("io.camunda.zeebe:userTask", 1), (job.Type, job.Retries));
        Assert.Empty(job.Headers);
    }

    [Fact]
    public void The_form_is_the_deployed_version_and_must_be_there()
    {
        Scenario scenario = new Scenario(Model("<zeebe:formDefinition formId='order'/>")).Start();
        Assert.Equal(IncidentType.FormNotFound, scenario.Incident().Type);
        scenario.Catalog.Forms.Add(new DeployedForm(55, "order", 1));
        scenario.Resolve();
        Assert.Equal("55", scenario.Job("t").Headers[Prefix + "formKey"]);
    }

    [Theory]
    [InlineData("<zeebe:assignmentDefinition assignee='=x'/>")]
    [InlineData("<zeebe:assignmentDefinition candidateGroups='=[x]'/>")]
    [InlineData("<zeebe:taskSchedule dueDate='=x'/>")]
    public void A_wrong_value_is_an_incident_and_there_is_no_job_until_it_is_repaired(string extension)
    {
        Scenario scenario = new Scenario(Model(extension)).Start(("x", 1));
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Equal("ACTIVATING", scenario.Life("t"));
        Assert.Empty(scenario.State.Jobs);
        scenario.Set("x", "2026-03-04T00:00:00Z");
        scenario.Resolve();
        Assert.Single(scenario.Job("t").Headers);
    }

    [Fact]
    public void It_fails_once_into_an_incident_and_throws_errors_as_any_job()
    {
        Scenario scenario = new Scenario(
            Model(
                "",
                "<error id='lost' errorCode='LOST'/><boundaryEvent id='b' attachedToRef='t'><errorEventDefinition errorRef='lost'/></boundaryEvent><endEvent id='x'/>",
                "s -> t -> e; b -> x"
            )
        ).Start();
        Job job = scenario.Job("t");
        scenario.Do(new FailJob(job.Key, 0, null, FeelContext.Empty, TimeSpan.Zero));
        Assert.Equal(IncidentType.JobNoRetries, scenario.Incident().Type);
        scenario.Do(new UpdateJob(job.Key, 1));
        scenario.Resolve();
        scenario.Do(new ThrowJobError(job.Key, "LOST", null, FeelContext.Empty));
        Assert.Equal("s b x p", scenario.Completed);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void Each_iteration_is_a_job_of_its_own_and_a_boundary_timer_ends_them_all()
    {
        Scenario scenario = new Scenario(
            Model(
                "<multiInstanceLoopCharacteristics><zeebe:loopCharacteristics inputCollection='=[\"ann\", \"ben\"]' inputElement='who'/></multiInstanceLoopCharacteristics>"
                    + "<zeebe:assignmentDefinition assignee='=who'/>"
                    + "<zeebe:ioMapping><zeebe:input source='=who' target='mine'/><zeebe:output source='=mine' target='last'/></zeebe:ioMapping>",
                "<boundaryEvent id='b' attachedToRef='t'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
            )
        ).Start();
        Assert.Equal(["ann", "ben"], scenario.State.Jobs.Select(job => job.Headers[Prefix + "assignee"]).Order(StringComparer.Ordinal));
        scenario.Do(new CompleteJob(scenario.State.Jobs.First().Key, FeelContext.Empty));
        scenario.Fire("b");
        Assert.Single(scenario.History.OfType<JobCanceled>());
        Assert.EndsWith("b p", scenario.Completed, StringComparison.Ordinal);
        scenario.AssertNothingOpen();
    }

    [Fact]
    public void It_keeps_its_headers_when_migrated_but_does_not_become_a_task_of_the_engine()
    {
        Scenario scenario = new Scenario(Model("<zeebe:assignmentDefinition assignee='ann'/>")).Start();
        DeployedProcess other = scenario.Catalog.Add(
            ModelText.Compile(
                "p",
                "<startEvent id='s'/><userTask id='t2'><zeebe:assignmentDefinition assignee='ben'/></userTask><flow>s -> t2</flow>"
            )
        );
        DeployedProcess native = scenario.Catalog.Add(
            ModelText.Compile("p", "<startEvent id='s'/><userTask id='t2'><zeebe:userTask/></userTask><flow>s -> t2</flow>")
        );
        ElementMapping[] mapping = [new("t", "t2")];
        Rejection refused = scenario.Refused(new MigrateInstance(scenario.State.RootInstanceKey, native.Key, mapping));
        Assert.Equal(RejectionKind.InvalidState, refused.Kind);
        Assert.Contains("zeebe:userTask", refused.Reason, StringComparison.Ordinal);
        scenario.Do(new MigrateInstance(scenario.State.RootInstanceKey, other.Key, mapping));
        Assert.Equal("ann", scenario.Job("t2").Headers[Prefix + "assignee"]);
    }

    [Fact]
    public void It_can_be_begun_and_ended_by_hand()
    {
        Scenario scenario = new Scenario(Model("")).Start();
        long first = scenario.Job("t").Key;
        scenario.Do(
            new ModifyInstance(scenario.State.RootInstanceKey)
            {
                Activations = [new ElementActivation("t")],
                Terminations = [new ElementSource(scenario.Element("t").Key, null)],
            }
        );
        Assert.NotEqual(first, scenario.Job("t").Key);
        scenario.Complete("t");
        scenario.AssertCompleted();
    }
}
