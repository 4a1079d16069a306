using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Engine.Tests.UserTasks;

/// <summary>Work that persons do.</summary>
public sealed class UserTaskRules
{
    private static string Task(string extensions) =>
        $"<startEvent id='s'/><userTask id='t'><zeebe:userTask/>{extensions}</userTask><flow>s -> t</flow>";

    [Fact]
    public void A_task_says_who_may_take_it_until_when_and_how_urgent_it_is()
    {
        Scenario scenario = new Scenario(
            Task(
                "<zeebe:assignmentDefinition assignee='=boss' candidateGroups='a, b' candidateUsers='=[\"u\"]'/>"
                    + "<zeebe:taskSchedule dueDate='2026-03-05T12:00:00+08:00' followUpDate='=none'/><zeebe:priorityDefinition priority='=70'/>"
            )
        ).Start(("boss", "li"));
        UserTask task = scenario.Task("t");
        Assert.Equal("li", task.Assignee);
        Assert.Equal(["a", "b"], task.Details.CandidateGroups);
        Assert.Equal(["u"], task.Details.CandidateUsers);
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 4, 0, 0, TimeSpan.Zero), task.Details.DueDate);
        Assert.Null(task.Details.FollowUpDate);
        Assert.Equal(70, task.Details.Priority);
        Assert.NotEqual(task.Key, task.Element.Key);
        Assert.Equal(
            ["UserTaskCreated", "UserTaskAssigned"],
            scenario.History.Where(each => each is UserTaskCreated or UserTaskAssigned).Select(each => each.GetType().Name)
        );
    }

    [Theory]
    [InlineData("<zeebe:assignmentDefinition assignee='=1'/>")]
    [InlineData("<zeebe:assignmentDefinition candidateGroups='=[1]'/>")]
    [InlineData("<zeebe:taskSchedule dueDate='=\"soon\"'/>")]
    [InlineData("<zeebe:priorityDefinition priority='=101'/>")]
    public void A_wrong_value_is_an_incident_and_no_task_is_created(string extension)
    {
        Scenario scenario = new Scenario(Task(extension)).Start();
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Empty(scenario.State.UserTasks);
    }

    [Fact]
    public void A_form_must_be_deployed_when_the_task_is_created()
    {
        Scenario scenario = new Scenario(Task("<zeebe:formDefinition formId='order'/>")).Start();
        Assert.Equal(IncidentType.FormNotFound, scenario.Incident().Type);
        scenario.Catalog.Forms.Add(new DeployedForm(55, "order", 1));
        scenario.Resolve();
        Assert.Equal(55, scenario.Task("t").Details.FormKey);
    }

    [Fact]
    public void A_task_is_claimed_once_unless_overriding_is_allowed()
    {
        Scenario scenario = new Scenario(Task("")).Start();
        UserTask task = scenario.Task("t");
        scenario.Do(new AssignUserTask(task.Key, "ann", AllowOverride: false, Action: "claim"));
        Assert.Equal("ann", task.Assignee);
        Rejection refused = scenario.Refused(new AssignUserTask(task.Key, "bob", AllowOverride: false));
        Assert.Equal(RejectionKind.InvalidState, refused.Kind);
        Assert.Contains("'ann'", refused.Reason, StringComparison.Ordinal);
        scenario.Do(new AssignUserTask(task.Key, "bob"));
        Assert.Equal("bob", task.Assignee);
        scenario.Do(new UnassignUserTask(task.Key));
        Assert.Null(task.Assignee);
        Assert.Equal(RejectionKind.InvalidArgument, scenario.Refused(new AssignUserTask(task.Key, " ")).Kind);
    }

    [Fact]
    public void An_update_changes_what_it_names_and_clears_what_it_empties()
    {
        Scenario scenario = new Scenario(
            Task("<zeebe:assignmentDefinition candidateGroups='a'/><zeebe:taskSchedule dueDate='2026-03-05T12:00:00Z'/>")
        ).Start();
        UserTask task = scenario.Task("t");
        scenario.Do(new UpdateUserTask(task.Key, new UserTaskChanges { Priority = 80, CandidateUsers = ["x"] }));
        Assert.Equal(["a"], task.Details.CandidateGroups);
        Assert.NotNull(task.Details.DueDate);
        scenario.Do(
            new UpdateUserTask(
                task.Key,
                new UserTaskChanges
                {
                    CandidateGroups = [],
                    DueDate = "",
                    FollowUpDate = "2026-03-04T00:00:00Z",
                }
            )
        );
        Assert.Empty(task.Details.CandidateGroups);
        Assert.Equal(["x"], task.Details.CandidateUsers);
        Assert.Null(task.Details.DueDate);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), task.Details.FollowUpDate);
        Assert.Equal(80, task.Details.Priority);
        Assert.Equal(
            RejectionKind.InvalidArgument,
            scenario.Refused(new UpdateUserTask(task.Key, new UserTaskChanges { Priority = 101 })).Kind
        );
        Assert.Equal(
            RejectionKind.InvalidArgument,
            scenario.Refused(new UpdateUserTask(task.Key, new UserTaskChanges { DueDate = "tomorrow" })).Kind
        );
    }

    [Fact]
    public void Completing_a_task_takes_its_result_over_and_afterwards_it_is_not_found()
    {
        Scenario scenario = new Scenario(Task("")).Start();
        long key = scenario.Task("t").Key;
        scenario.Do(new AssignUserTask(key, "ann"));
        IReadOnlyList<EngineEvent> events = scenario.Do(new CompleteUserTask(key, Scenario.Vars(("approved", true)), "approve"));
        UserTaskCompleted completed = Assert.Single(events.OfType<UserTaskCompleted>());
        Assert.Equal(("ann", "approve"), (completed.Assignee, completed.Action));
        Assert.True(scenario.Variable("approved").AsBoolean());
        scenario.AssertCompleted();
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new CompleteUserTask(key, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new AssignUserTask(key, "x")).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new UnassignUserTask(key)).Kind);
        Assert.Equal(RejectionKind.NotFound, scenario.Refused(new UpdateUserTask(key, new UserTaskChanges())).Kind);
    }
}
