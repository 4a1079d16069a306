using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Listeners;

namespace Baton.Engine.Jobs;

/// <summary>Lets a worker outside do the work: service and send tasks, throw and end events with a job.</summary>
internal sealed class JobTaskBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (JobProperties.Evaluate(execution, instance, instance.Element.Job!, out string type, out int retries) is { } failure)
        {
            return failure;
        }
        if (execution.EnterActivated(instance) is { } broken)
        {
            return broken;
        }
        execution.Emit(
            new JobCreated(
                instance.ProcessInstance.Key,
                execution.NextKey(),
                instance.Key,
                instance.Element.Id,
                JobKind.BpmnElement,
                type,
                retries,
                ListenerEvent.None,
                0
            )
        );
        return null;
    }
}
