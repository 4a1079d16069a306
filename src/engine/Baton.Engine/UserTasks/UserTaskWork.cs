using Baton.Engine.Variables;

namespace Baton.Engine.UserTasks;

/// <summary>Decides what persons do with user tasks.</summary>
internal static class UserTaskWork
{
    public static Rejection? Assign(Execution execution, AssignUserTask command)
    {
        if (Find(execution, command.UserTaskKey, "assign", out UserTask task) is { } rejection)
        {
            return rejection;
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
        UserTaskTransition transition = TaskTransitions.Of(task, UserTaskState.Assigning, command.Action);
        TaskTransitions.Begin(execution, task, transition with { Assignee = command.Assignee });
        return null;
    }

    public static Rejection? Unassign(Execution execution, UnassignUserTask command)
    {
        if (Find(execution, command.UserTaskKey, "unassign", out UserTask task) is { } rejection)
        {
            return rejection;
        }
        UserTaskTransition transition = TaskTransitions.Of(task, UserTaskState.Assigning, command.Action);
        TaskTransitions.Begin(execution, task, transition with { Assignee = null });
        return null;
    }

    public static Rejection? Update(Execution execution, UpdateUserTask command)
    {
        if (Find(execution, command.UserTaskKey, "update", out UserTask task) is { } rejection)
        {
            return rejection;
        }
        if (UserTaskChanging.Apply(task, task.Details, command.Changes, out UserTaskDetails details) is { } wrong)
        {
            return wrong;
        }
        UserTaskTransition transition = TaskTransitions.Of(task, UserTaskState.Updating, command.Action);
        TaskTransitions.Begin(execution, task, transition with { Details = details });
        return null;
    }

    public static Rejection? Complete(Execution execution, CompleteUserTask command)
    {
        if (Find(execution, command.UserTaskKey, "complete", out UserTask task) is { } rejection)
        {
            return rejection;
        }
        UserTaskTransition transition = TaskTransitions.Of(task, UserTaskState.Completing, command.Action);
        TaskTransitions.Begin(execution, task, transition with { Variables = command.Variables });
        return null;
    }

    /// <summary>Variables of the task's own scope are set, with listeners that want to know of it.</summary>
    public static Rejection? SetVariables(Execution execution, UserTask task, SetVariables command)
    {
        if (Find(execution, task.Key, "set variables of", out _) is { } rejection)
        {
            return rejection;
        }
        UserTaskTransition transition = TaskTransitions.Of(task, UserTaskState.Updating);
        TaskTransitions.Begin(execution, task, transition with { Variables = command.Variables, IsLocal = command.Local });
        return null;
    }

    private static Rejection? Find(Execution execution, long key, string intent, out UserTask task)
    {
        task = null!;
        if (execution.State.UserTask(key) is not { } found)
        {
            return NotFound(intent, key);
        }
        if (found.State != UserTaskState.Created)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to {intent} user task {key}, but its listeners are still asked about another change (it is {found.State}). Try again when they are done."
            );
        }
        task = found;
        return null;
    }

    private static Rejection NotFound(string intent, long key) =>
        new(RejectionKind.NotFound, $"Expected to {intent} user task {key}, but no such task is open.");
}
