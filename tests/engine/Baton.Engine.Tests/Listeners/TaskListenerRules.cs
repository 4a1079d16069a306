using Baton.Engine.Incidents;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Tests.Scenarios;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Listeners;

/// <summary>Jobs within the changes of user tasks: they hold them, correct them, refuse them.</summary>
public sealed class TaskListenerRules
{
    private static Scenario Task(string definition, params string[] events) =>
        new(
            $"""
            <startEvent id='s'/><userTask id='u'><zeebe:userTask/>{definition}<zeebe:taskListeners>{string.Concat(
                events.Select((each, index) => $"<zeebe:taskListener eventType='{each}' type='l{index + 1}'/>")
            )}</zeebe:taskListeners></userTask>
            <boundaryEvent id='b' attachedToRef='u'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <flow>s -> u</flow>
            """
        );

    private static void Done(Scenario scenario, string type, TaskListenerResult? result = null)
    {
        Job job = Assert.Single(scenario.State.Jobs);
        Assert.Equal((JobKind.TaskListener, type), (job.Kind, job.Type));
        scenario.Do(new CompleteJob(job.Key, FeelContext.Empty) { Result = result });
    }

    private static TaskListenerResult Correct(string? assignee = null, UserTaskChanges? changes = null) =>
        new(false, null, new UserTaskCorrections(assignee, changes ?? new UserTaskChanges()));

    [Fact]
    public void A_completion_waits_for_its_listeners_one_after_the_other()
    {
        Scenario scenario = Task("", "completing", "completing").Start();
        scenario.Do(new CompleteUserTask(scenario.Task("u").Key, Scenario.Vars(("result", 1)), "approve"));

        Assert.Equal(UserTaskState.Completing, scenario.Task("u").State);
        Assert.Equal(ListenerEvent.Completing, scenario.State.Jobs.Single().ListenerEvent);
        Done(scenario, "l1");
        Done(scenario, "l2");
        Assert.Equal("approve", scenario.History.OfType<UserTaskCompleted>().Single().Action);
        Assert.Equal<FeelValue>(1, scenario.Variable("result"));
        scenario.AssertCompleted();
    }

    [Fact]
    public void While_listeners_are_asked_nothing_else_can_be_done_with_the_task()
    {
        Scenario scenario = Task("", "completing").Start();
        long task = scenario.Task("u").Key;
        scenario.Do(new CompleteUserTask(task, FeelContext.Empty));

        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new CompleteUserTask(task, FeelContext.Empty)).Kind);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new AssignUserTask(task, "ann")).Kind);
        Assert.Equal(RejectionKind.InvalidState, scenario.Refused(new UpdateUserTask(task, new UserTaskChanges())).Kind);
    }

    [Fact]
    public void A_denied_change_leaves_the_task_as_it_was_and_drops_earlier_corrections()
    {
        Scenario scenario = Task("", "assigning", "assigning").Start();
        scenario.Do(new AssignUserTask(scenario.Task("u").Key, "ann"));
        Done(scenario, "l1", Correct(changes: new UserTaskChanges { Priority = 90 }));
        Done(scenario, "l2", new TaskListenerResult(true, "on leave", null));

        UserTask task = scenario.Task("u");
        Assert.Equal((UserTaskState.Created, null, 50), (task.State, task.Assignee, task.Details.Priority));
        Assert.Equal("on leave", scenario.History.OfType<UserTaskTransitionEnded>().Single().DeniedReason);
        Assert.True(scenario.History.OfType<JobCompleted>().Last().Denied);
        scenario.Do(new AssignUserTask(task.Key, "ben"));
        Assert.Equal("l1", scenario.State.Jobs.Single().Type);
    }

    [Fact]
    public void A_later_listener_sees_what_an_earlier_one_corrected_and_what_differs_from_before()
    {
        Scenario scenario = Task("", "assigning", "assigning").Start();
        scenario.Do(new AssignUserTask(scenario.Task("u").Key, "ann"));
        UserTask task = scenario.Task("u");
        Assert.Equal(["assignee"], task.Transition!.ChangedAttributes(task));
        Done(scenario, "l1", Correct("ben", new UserTaskChanges { Priority = 80, CandidateGroups = ["a"] }));

        Assert.Equal(("ben", 80), (task.Transition!.Assignee, task.Transition.Details.Priority));
        Assert.Equal(["assignee", "candidateGroupsList", "priority"], task.Transition.ChangedAttributes(task));
        Done(scenario, "l2", Correct(changes: new UserTaskChanges { Priority = 50 }));
        Assert.Equal(("ben", 50), (task.Assignee, task.Details.Priority));
        Assert.Equal(["a"], task.Details.CandidateGroups);
    }

    [Fact]
    public void An_empty_correction_clears_and_a_missing_one_keeps()
    {
        Scenario scenario = Task("<zeebe:assignmentDefinition candidateUsers='x'/>", "assigning").Start();
        scenario.Do(new AssignUserTask(scenario.Task("u").Key, "ann"));
        Done(scenario, "l1", Correct("", new UserTaskChanges { CandidateUsers = [] }));

        Assert.Null(scenario.Task("u").Assignee);
        Assert.Empty(scenario.Task("u").Details.CandidateUsers);
    }

    [Fact]
    public void A_new_task_waits_for_its_listeners_then_gets_the_assignee_of_the_model_with_theirs()
    {
        Scenario scenario = Task("<zeebe:assignmentDefinition assignee='ann'/>", "creating", "assigning").Start();
        Assert.Equal(UserTaskState.Creating, scenario.Task("u").State);
        Rejection refused = scenario.Refused(
            new CompleteJob(scenario.State.Jobs.Single().Key, FeelContext.Empty) { Result = Correct("ben") }
        );
        Assert.Equal(RejectionKind.InvalidArgument, refused.Kind);
        Done(scenario, "l1", Correct(changes: new UserTaskChanges { Priority = 10 }));

        Assert.Equal((UserTaskState.Assigning, 10), (scenario.Task("u").State, scenario.Task("u").Details.Priority));
        Done(scenario, "l2");
        Assert.Equal((UserTaskState.Created, "ann"), (scenario.Task("u").State, scenario.Task("u").Assignee));
    }

    [Fact]
    public void A_listener_of_the_creation_may_choose_the_first_assignee_where_the_model_has_none()
    {
        Scenario scenario = Task("", "creating").Start();
        Done(scenario, "l1", Correct("ben"));
        Assert.Equal((UserTaskState.Created, "ben"), (scenario.Task("u").State, scenario.Task("u").Assignee));
    }

    [Fact]
    public void Neither_creation_nor_cancellation_can_be_denied_and_nothing_is_denied_and_corrected_at_once()
    {
        var denied = new TaskListenerResult(true, null, null);
        Scenario creating = Task("", "creating").Start();
        Assert.Equal(
            RejectionKind.InvalidArgument,
            creating.Refused(new CompleteJob(creating.State.Jobs.Single().Key, FeelContext.Empty) { Result = denied }).Kind
        );

        Scenario updating = Task("", "updating").Start();
        updating.Do(new UpdateUserTask(updating.Task("u").Key, new UserTaskChanges { Priority = 1 }));
        Job job = updating.State.Jobs.Single();
        var both = new TaskListenerResult(true, null, new UserTaskCorrections("x", new UserTaskChanges()));
        Assert.Equal(RejectionKind.InvalidArgument, updating.Refused(new CompleteJob(job.Key, FeelContext.Empty) { Result = both }).Kind);
        Assert.Equal(RejectionKind.InvalidArgument, updating.Refused(new CompleteJob(job.Key, Scenario.Vars(("v", 1)))).Kind);
    }

    [Fact]
    public void Variables_of_the_task_are_set_when_those_who_listen_to_updates_agree()
    {
        Scenario scenario = Task("", "updating").Start();
        scenario.Do(new SetVariables(scenario.Element("u").Key, Scenario.Vars(("v", 1)), Local: true));
        UserTask task = scenario.Task("u");
        Assert.Equal((UserTaskState.Updating, "variables"), (task.State, string.Join(' ', task.Transition!.ChangedAttributes(task))));
        Done(scenario, "l1");
        Assert.Equal<FeelValue>(1, scenario.Written(scenario.Element("u").Key, "v"));

        scenario.Do(new SetVariables(scenario.Element("u").Key, Scenario.Vars(("v", 2)), Local: true));
        Done(scenario, "l1", new TaskListenerResult(true, null, null));
        Assert.Equal<FeelValue>(1, scenario.Written(scenario.Element("u").Key, "v"));
    }

    [Fact]
    public void An_interrupted_task_is_cancelled_after_its_listeners_even_in_the_middle_of_another_change()
    {
        Scenario scenario = Task("", "completing", "canceling").Start();
        scenario.Do(new CompleteUserTask(scenario.Task("u").Key, FeelContext.Empty));
        scenario.Fire("b");

        Assert.Equal(UserTaskState.Canceling, scenario.Task("u").State);
        Done(scenario, "l2");
        Assert.Equal("s b p", scenario.Completed);
        scenario.AssertCompleted();
    }

    [Fact]
    public void A_failed_listener_raises_an_incident_of_its_own_kind_and_goes_on_alone()
    {
        Scenario scenario = Task("", "completing", "completing").Start();
        scenario.Do(new CompleteUserTask(scenario.Task("u").Key, FeelContext.Empty));
        Done(scenario, "l1");
        Job job = scenario.State.Jobs.Single();
        scenario.Do(new FailJob(job.Key, 0, null, FeelContext.Empty, TimeSpan.Zero));
        Assert.Equal(IncidentType.TaskListenerNoRetries, scenario.Incident().Type);
        scenario.Do(new UpdateJob(job.Key, 1));
        scenario.Resolve();
        Done(scenario, "l2");
        scenario.AssertCompleted();
    }
}
