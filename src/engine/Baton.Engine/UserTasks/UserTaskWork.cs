using Baton.Engine.Instances;
using Baton.Engine.Timers;

namespace Baton.Engine.UserTasks;

/// <summary>Decides what persons do with user tasks.</summary>
internal static class UserTaskWork
{
    public static Rejection? Assign(Execution execution, AssignUserTask command)
    {
        if (execution.State.UserTask(command.UserTaskKey) is not { } task)
        {
            return NotFound("assign", command.UserTaskKey);
        }
        if (string.IsNullOrWhiteSpace(command.Assignee))
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected to assign user task {task.Key} to somebody, but no assignee was given."
            );
        }
        if (!command.AllowOverride && task.Assignee is { } holder)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to assign user task {task.Key}, but it is already assigned to '{holder}' and overriding was not allowed."
            );
        }
        Emit(execution, task, command.Assignee, command.Action);
        return null;
    }

    public static Rejection? Unassign(Execution execution, UnassignUserTask command)
    {
        if (execution.State.UserTask(command.UserTaskKey) is not { } task)
        {
            return NotFound("unassign", command.UserTaskKey);
        }
        Emit(execution, task, null, command.Action);
        return null;
    }

    public static Rejection? Update(Execution execution, UpdateUserTask command)
    {
        if (execution.State.UserTask(command.UserTaskKey) is not { } task)
        {
            return NotFound("update", command.UserTaskKey);
        }
        UserTaskChanges changes = command.Changes;
        if (changes.Priority is { } priority && priority is < 0 or > UserTaskEvaluation.MaxPriority)
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected the priority of user task {task.Key} to be from 0 to 100, but got {changes.Priority}."
            );
        }
        if (Date(task, "due date", changes.DueDate, task.Details.DueDate, out DateTimeOffset? due) is { } wrongDue)
        {
            return wrongDue;
        }
        if (
            Date(task, "follow-up date", changes.FollowUpDate, task.Details.FollowUpDate, out DateTimeOffset? followUp) is { } wrongFollowUp
        )
        {
            return wrongFollowUp;
        }
        UserTaskDetails details = task.Details with
        {
            CandidateUsers = changes.CandidateUsers ?? task.Details.CandidateUsers,
            CandidateGroups = changes.CandidateGroups ?? task.Details.CandidateGroups,
            DueDate = due,
            FollowUpDate = followUp,
            Priority = changes.Priority ?? task.Details.Priority,
        };
        ElementInstance element = task.Element;
        execution.Emit(new UserTaskUpdated(element.ProcessInstance.Key, task.Key, element.Key, details, command.Action));
        return null;
    }

    public static Rejection? Complete(Execution execution, CompleteUserTask command)
    {
        if (execution.State.UserTask(command.UserTaskKey) is not { } task)
        {
            return NotFound("complete", command.UserTaskKey);
        }
        ElementInstance element = task.Element;
        execution.Emit(new UserTaskCompleted(element.ProcessInstance.Key, task.Key, element.Key, task.Assignee, command.Action));
        execution.Complete(element, command.Variables);
        return null;
    }

    private static void Emit(Execution execution, UserTask task, string? assignee, string? action) =>
        execution.Emit(new UserTaskAssigned(task.Element.ProcessInstance.Key, task.Key, task.Element.Key, assignee, action));

    private static Rejection? Date(UserTask task, string what, string? text, DateTimeOffset? current, out DateTimeOffset? date)
    {
        date = current;
        if (text is null)
        {
            return null;
        }
        if (text.Length == 0)
        {
            date = null;
            return null;
        }
        if (!IsoInstant.TryParse(text, out DateTimeOffset instant))
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected the {what} of user task {task.Key} to be an ISO 8601 date and time with zone, but got '{text}'."
            );
        }
        date = instant;
        return null;
    }

    private static Rejection NotFound(string intent, long key) =>
        new(RejectionKind.NotFound, $"Expected to {intent} user task {key}, but no such task is open.");
}
