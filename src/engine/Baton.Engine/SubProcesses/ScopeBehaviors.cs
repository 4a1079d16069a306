using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.SubProcesses;

/// <summary>An embedded sub-process: holds its scope open until nothing runs in it.</summary>
internal class SubProcessBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        ExecutableElement start = instance.Element.NoneStart!;
        execution.RunActivation(execution.Begin(start, instance, null));
        return null;
    }
}

/// <summary>The process itself.</summary>
internal sealed class ProcessBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        (ExecutableElement? catcher, FeelContext payload) = instance.PendingEvent is { } pending
            ? (pending.Catcher, pending.Payload)
            : (null, FeelContext.Empty);
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        if (catcher is null)
        {
            execution.RunActivation(execution.Begin(instance.Element.NoneStart!, instance, null));
        }
        else if (catcher.StartGateway is { } gateway)
        {
            ElementInstance begun = execution.Begin(gateway, instance, null);
            execution.Emit(new EventTriggered(instance.Key, begun.Key, catcher.Id, payload));
            execution.RunActivation(begun);
        }
        else
        {
            execution.ActivateTriggered(catcher, instance, null, payload);
        }
        return null;
    }

    public override void Completed(Execution execution, ElementInstance instance)
    {
        if (instance.Scope is { } caller)
        {
            CallActivityBehavior.Returned(execution, caller, instance);
        }
    }
}

/// <summary>An event sub-process that was triggered; its start event has the event's payload.</summary>
internal sealed class EventSubProcessBehavior : ElementBehavior
{
    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        FeelContext payload = instance.PendingEvent!.Payload;
        if (execution.EnterActivated(instance) is { } failure)
        {
            return failure;
        }
        execution.ActivateTriggered(instance.Element.EventStart!, instance, null, payload);
        return null;
    }
}
