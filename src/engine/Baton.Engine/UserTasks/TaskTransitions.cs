using Baton.Engine.Instances;
using Baton.Engine.Listeners;
using Baton.Engine.Variables;

namespace Baton.Engine.UserTasks;

/// <summary>Changes user tasks. Where the model has listeners for a change, they are asked first and the change waits for them.</summary>
internal static class TaskTransitions
{
    public static void Begin(Execution execution, UserTask task, UserTaskTransition transition)
    {
        if (task.Element.Element.Listeners.For(EventOf(transition.State)).Length == 0)
        {
            CarryOut(execution, task, transition);
            return;
        }
        execution.Emit(new UserTaskTransitionStarted(task.Element.ProcessInstance.Key, task.Key, task.Element.Key, transition));
        Continue(execution, task);
    }

    /// <summary>Asks the next listener, or carries the change out when there is none left.</summary>
    public static void Continue(Execution execution, UserTask task)
    {
        UserTaskTransition transition = task.Transition!;
        if (!ListenerJobs.AskNext(execution, task.Element, EventOf(transition.State)))
        {
            CarryOut(execution, task, transition);
        }
    }

    public static void Deny(Execution execution, UserTask task, string? reason) => End(execution, task, denied: true, reason);

    public static UserTaskTransition Of(UserTask task, UserTaskState state, string? action = null) =>
        new()
        {
            State = state,
            Action = action,
            Assignee = task.Assignee,
            Details = task.Details,
        };

    private static void CarryOut(Execution execution, UserTask task, UserTaskTransition transition)
    {
        switch (transition.State)
        {
            case UserTaskState.Creating:
                Created(execution, task, transition);
                break;
            case UserTaskState.Assigning:
                Update(execution, task, transition, null, isAsked: false);
                Assign(execution, task, transition.Assignee, transition.Action);
                End(execution, task, denied: false, null);
                break;
            case UserTaskState.Updating:
                Updated(execution, task, transition);
                break;
            case UserTaskState.Completing:
                Completed(execution, task, transition);
                break;
            default:
                execution.Emit(new UserTaskCanceled(task.Element.ProcessInstance.Key, task.Key, task.Element.Key));
                execution.RunCancelListeners(task.Element);
                break;
        }
    }

    private static void Created(Execution execution, UserTask task, UserTaskTransition transition)
    {
        Update(execution, task, transition, null, isAsked: false);
        if (transition.IsAssigneeCorrected)
        {
            Assign(execution, task, transition.Assignee, null);
        }
        End(execution, task, denied: false, null);
        if (!transition.IsAssigneeCorrected && transition.Assignee is not null)
        {
            Begin(execution, task, Of(task, UserTaskState.Assigning) with { Assignee = transition.Assignee });
        }
    }

    private static void Updated(Execution execution, UserTask task, UserTaskTransition transition)
    {
        Update(execution, task, transition, transition.Action, isAsked: transition.Variables.Count == 0);
        AssignIfCorrected(execution, task, transition);
        if (transition.IsLocal)
        {
            VariableWrites.Local(execution, task.Element, transition.Variables);
        }
        else
        {
            VariableWrites.Propagate(execution, task.Element, transition.Variables);
        }
        End(execution, task, denied: false, null);
    }

    private static void Completed(Execution execution, UserTask task, UserTaskTransition transition)
    {
        Update(execution, task, transition, null, isAsked: false);
        AssignIfCorrected(execution, task, transition);
        ElementInstance element = task.Element;
        execution.Emit(new UserTaskCompleted(element.ProcessInstance.Key, task.Key, element.Key, task.Assignee, transition.Action));
        execution.Complete(element, transition.Variables);
    }

    private static void AssignIfCorrected(Execution execution, UserTask task, UserTaskTransition transition)
    {
        if (transition.IsAssigneeCorrected)
        {
            Assign(execution, task, transition.Assignee, null);
        }
    }

    private static void Assign(Execution execution, UserTask task, string? assignee, string? action) =>
        execution.Emit(new UserTaskAssigned(task.Element.ProcessInstance.Key, task.Key, task.Element.Key, assignee, action));

    private static void Update(Execution execution, UserTask task, UserTaskTransition transition, string? action, bool isAsked)
    {
        if (isAsked || transition.Details != task.Details)
        {
            execution.Emit(new UserTaskUpdated(task.Element.ProcessInstance.Key, task.Key, task.Element.Key, transition.Details, action));
        }
    }

    private static void End(Execution execution, UserTask task, bool denied, string? reason)
    {
        if (task.Transition is not null)
        {
            execution.Emit(new UserTaskTransitionEnded(task.Element.ProcessInstance.Key, task.Key, task.Element.Key, denied, reason));
        }
    }

    private static ListenerEvent EventOf(UserTaskState state) =>
        state switch
        {
            UserTaskState.Creating => ListenerEvent.Creating,
            UserTaskState.Assigning => ListenerEvent.Assigning,
            UserTaskState.Updating => ListenerEvent.Updating,
            UserTaskState.Completing => ListenerEvent.Completing,
            _ => ListenerEvent.Canceling,
        };
}
