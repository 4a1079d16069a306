using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.UserTasks;

/// <summary>Lets a person do the work.</summary>
internal sealed class UserTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (UserTaskEvaluation.Evaluate(execution, instance, out UserTaskDetails details, out string? assignee) is { } failure)
        {
            return failure;
        }
        if (execution.EnterActivated(instance) is { } broken)
        {
            return broken;
        }
        long processInstance = instance.ProcessInstance.Key;
        long key = execution.NextKey();
        execution.Emit(new UserTaskCreated(processInstance, key, instance.Key, instance.Element.Id, details));
        UserTask task = instance.UserTask!;
        TaskTransitions.Begin(execution, task, TaskTransitions.Of(task, UserTaskState.Creating) with { Assignee = assignee });
        return null;
    }

    /// <summary>The job of a listener could not be created: all listeners of the change are asked again.</summary>
    public override void Retry(Execution execution, ElementInstance instance) => TaskTransitions.Continue(execution, instance.UserTask!);
}
