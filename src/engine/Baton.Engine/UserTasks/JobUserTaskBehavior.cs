using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;

namespace Baton.Engine.UserTasks;

/// <summary>Lets persons do the work in an outside task list, which takes it as a job: a user task without <c>zeebe:userTask</c>.</summary>
internal sealed class JobUserTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        UserTaskDetails details = new();
        string? assignee = null;
        Failure? failure =
            JobProperties.Evaluate(execution, instance, instance.Element.Job!, out JobValues values)
            ?? UserTaskEvaluation.Evaluate(execution, instance, out details, out assignee)
            ?? execution.EnterActivated(instance);
        if (failure is null)
        {
            JobCreation.Create(execution, instance, JobKind.BpmnElement, values, UserTaskHeaders.Of(details, assignee));
        }
        return failure;
    }
}
