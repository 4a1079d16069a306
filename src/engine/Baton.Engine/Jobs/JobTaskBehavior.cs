using Baton.Engine.Incidents;
using Baton.Engine.Instances;

namespace Baton.Engine.Jobs;

/// <summary>Lets a worker outside do the work: service and send tasks, throw and end events with a job.</summary>
internal sealed class JobTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        Failure? failure =
            JobProperties.Evaluate(execution, instance, instance.Element.Job!, out JobValues values) ?? execution.EnterActivated(instance);
        if (failure is null)
        {
            JobCreation.Create(execution, instance, JobKind.BpmnElement, values);
        }
        return failure;
    }
}
