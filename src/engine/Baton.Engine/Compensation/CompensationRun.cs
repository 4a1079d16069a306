using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Compensation;

/// <summary>Runs compensation handlers on behalf of an event that waits for them.</summary>
internal static class CompensationRun
{
    /// <summary>Compensates what completed in the scope of the event, or only the named activity; completes the event when nothing is left to do.</summary>
    public static void Start(Execution execution, ElementInstance thrower, string? only, bool isReverse)
    {
        ElementInstance scope = thrower.Scope!;
        var wanted = new List<PlannedHandler>();
        foreach (CompensableActivity activity in scope.Compensable ?? [])
        {
            if (only is null || string.Equals(activity.Activity.Id, only, StringComparison.Ordinal))
            {
                Collect(activity, FeelContext.Empty, wanted);
            }
        }
        if (isReverse)
        {
            wanted.Reverse();
            execution.Emit(new CompensationPlanned(thrower.ProcessInstance.Key, thrower.Key, wanted));
        }
        var handlers = new List<ElementInstance>(wanted.Count);
        foreach (PlannedHandler handler in isReverse ? wanted.Take(1) : wanted)
        {
            handlers.Add(Begin(execution, thrower, handler));
        }
        if (scope.Compensable is { Count: > 0 } && !isReverse)
        {
            Forget(execution, thrower, only);
        }
        Run(execution, thrower, handlers);
    }

    /// <summary>Runs the next of the handlers that run one after the other; false when there is none.</summary>
    public static bool Next(Execution execution, ElementInstance thrower)
    {
        if (thrower.PlannedHandlers is not { Count: > 0 } planned)
        {
            return false;
        }
        Run(execution, thrower, [Begin(execution, thrower, planned[0])]);
        return true;
    }

    private static void Forget(Execution execution, ElementInstance thrower, string? only) =>
        execution.Emit(new CompensationTriggered(thrower.ProcessInstance.Key, thrower.Key, thrower.Scope!.Key, only));

    /// <summary>All handlers are begun before the first runs, so that one that ends at once does not let the event go on too early.</summary>
    private static void Run(Execution execution, ElementInstance thrower, List<ElementInstance> handlers)
    {
        if (thrower.PlannedHandlers is { Count: 0 } && thrower.Scope!.Compensable is { Count: > 0 })
        {
            Forget(execution, thrower, thrower.Element.CompensatedActivity);
        }
        if (handlers.Count == 0)
        {
            execution.Complete(thrower);
        }
        foreach (ElementInstance handler in handlers)
        {
            execution.RunActivation(handler);
        }
    }

    private static ElementInstance Begin(Execution execution, ElementInstance thrower, PlannedHandler planned)
    {
        ExecutableElement element = thrower.Definition.Process.Element(planned.ElementId)!;
        bool isEventSubProcess = element.Type == ElementType.EventSubProcess;
        if (!isEventSubProcess)
        {
            execution.ActivateTriggered(element, thrower.Scope!, null, FeelContext.Empty);
        }
        long process = thrower.ProcessInstance.Key;
        ElementInstance handler = execution.Begin(isEventSubProcess ? element : element.CompensationHandler!, thrower.Scope!, null);
        execution.Emit(new CompensationHandlerStarted(process, thrower.Key, handler.Key, isEventSubProcess ? planned.ActivityKey : null));
        VariableWrites.Local(execution, handler, planned.Variables);
        if (isEventSubProcess)
        {
            execution.Emit(new EventTriggered(process, handler.Key, element.EventStart!.Id, FeelContext.Empty));
        }
        return handler;
    }

    /// <summary>A scope with a compensation event sub-process leaves to that what is done about its inside.</summary>
    private static void Collect(CompensableActivity activity, FeelContext seen, List<PlannedHandler> wanted)
    {
        if (activity.Activity.Compensation is { } boundary)
        {
            wanted.Add(new PlannedHandler(boundary.Id, activity.Key, seen));
        }
        FeelContext inside = activity.Variables.Count == 0 ? seen : FeelContext.From([.. seen.Entries, .. activity.Variables.Entries]);
        if (CompensationEventSubProcess(activity.Activity) is { } own)
        {
            wanted.Add(new PlannedHandler(own.Id, activity.Key, inside));
            return;
        }
        foreach (CompensableActivity inner in activity.Inner)
        {
            Collect(inner, inside, wanted);
        }
    }

    public static ExecutableElement? CompensationEventSubProcess(ExecutableElement scope) =>
        Array.Find(scope.EventSubProcesses, each => each.EventStart!.Trigger == EventTrigger.Compensation);
}
