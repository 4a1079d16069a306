using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.SubProcesses;
using Baton.Feel;

namespace Baton.Engine.Events;

/// <summary>What happens when an event occurs that an instance waits for.</summary>
internal static class Triggering
{
    /// <param name="execution">The running command.</param>
    /// <param name="owner">The instance that waits.</param>
    /// <param name="target">The event that occurred.</param>
    /// <param name="payload">The variables that it brings.</param>
    public static void Trigger(Execution execution, ElementInstance owner, ExecutableElement target, FeelContext payload)
    {
        if (target.PartOf is { } whole)
        {
            if (whole.NeedsAllParts && !EventParts.IsLast(execution, owner, target, ref payload))
            {
                return;
            }
            target = whole;
        }
        if (ReferenceEquals(target, owner.Element))
        {
            Waits.CloseParts(execution, owner);
            execution.Complete(owner, payload);
        }
        else if (owner.Element.Type == ElementType.EventBasedGateway)
        {
            execution.Complete(owner);
            ExecutableFlow flow = Array.Find(owner.Element.Outgoing, each => ReferenceEquals(each.Target, target))!;
            execution.Emit(new SequenceFlowTaken(owner.ProcessInstance.Key, owner.Scope!.Key, flow.Id));
            execution.ActivateTriggered(target, owner.Scope, flow, payload);
        }
        else if (target.Type == ElementType.StartEvent)
        {
            EventSubProcesses.Trigger(execution, owner, target.Parent!, payload);
        }
        else if (target.IsInterrupting)
        {
            Interrupt(execution, owner, target, payload);
        }
        else
        {
            execution.ActivateTriggered(target, owner.Scope!, null, payload);
        }
    }

    /// <summary>Cuts the activity off; its boundary event runs as soon as nothing of it is left.</summary>
    public static void Interrupt(Execution execution, ElementInstance activity, ExecutableElement boundaryEvent, FeelContext payload)
    {
        execution.Emit(new EventTriggered(activity.ProcessInstance.Key, activity.Key, boundaryEvent.Id, payload));
        execution.QueueTermination(activity);
    }
}
