using Baton.Engine.Jobs;

namespace Baton.Engine.UserTasks;

/// <summary>Decides what the workers of task listeners give back.</summary>
internal static class TaskListeners
{
    public static Rejection? Done(Execution execution, Job job, CompleteJob command)
    {
        UserTask task = job.Element.UserTask!;
        var result = command.Result as TaskListenerResult ?? TaskListenerResult.Accepted;
        if (Check(job, task, command, result, out UserTaskDetails details) is { } rejection)
        {
            return rejection;
        }
        execution.Emit(new JobCompleted(job.Element.ProcessInstance.Key, job.Key, job.Element.Key, result.Denied, result.DeniedReason));
        if (result.Denied)
        {
            TaskTransitions.Deny(execution, task, result.DeniedReason);
            return null;
        }
        Correct(execution, task, result.Corrections, details);
        TaskTransitions.Continue(execution, task);
        return null;
    }

    private static void Correct(Execution execution, UserTask task, UserTaskCorrections? corrections, UserTaskDetails details)
    {
        if (corrections is null)
        {
            return;
        }
        UserTaskTransition transition = task.Transition!;
        bool isAssigneeCorrected = corrections.Assignee is not null;
        string? assignee = isAssigneeCorrected ? corrections.Assignee : transition.Assignee;
        execution.Emit(
            new UserTaskCorrected(
                task.Element.ProcessInstance.Key,
                task.Key,
                task.Element.Key,
                string.IsNullOrEmpty(assignee) ? null : assignee,
                transition.IsAssigneeCorrected || isAssigneeCorrected,
                details
            )
        );
    }

    private static Rejection? Check(Job job, UserTask task, CompleteJob command, TaskListenerResult result, out UserTaskDetails details)
    {
        details = task.Transition!.Details;
        if (command.Variables.Count > 0)
        {
            return Invalid(job, "it was given variables, which a task listener cannot set. Complete it without variables");
        }
        if (result.Denied && task.State is UserTaskState.Creating or UserTaskState.Canceling)
        {
            return Invalid(job, "the creation and the cancellation of a user task cannot be denied. Complete it without denying");
        }
        if (result.Denied && result.Corrections is not null)
        {
            return Invalid(job, "it denies the change and corrects it at once. Do one of the two");
        }
        if (result.Corrections is not { } corrections)
        {
            return null;
        }
        bool isModelled =
            task.State == UserTaskState.Creating && !task.Transition.IsAssigneeCorrected && task.Transition.Assignee is not null;
        if (corrections.Assignee is not null && isModelled)
        {
            return Invalid(job, "the model already gives the task an assignee. Correct it in a listener for 'assigning'");
        }
        return UserTaskChanging.Apply(task, details, corrections.Changes, out details);
    }

    private static Rejection Invalid(Job job, string reason) =>
        new(RejectionKind.InvalidArgument, $"Expected to complete job {job.Key} of a task listener, but {reason}.");
}
