using Baton.Engine.AdHoc;
using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.SubProcesses;

/// <summary>Starts event sub-processes, interrupting the scope around them where the model says so.</summary>
internal static class EventSubProcesses
{
    public static void Trigger(Execution execution, ElementInstance scope, ExecutableElement eventSubProcess, FeelContext payload)
    {
        if (!eventSubProcess.EventStart!.IsInterrupting)
        {
            Start(execution, eventSubProcess, scope, payload);
            return;
        }
        execution.Emit(new EventTriggered(scope.ProcessInstance.Key, scope.Key, eventSubProcess.Id, payload));
        Waits.CloseEventSubProcesses(execution, scope);
        AdHocJob.Withdraw(execution, scope);
        execution.DiscardTokens(scope);
        if (scope.ChildCount == 0)
        {
            Start(execution, eventSubProcess, scope, payload);
        }
        else
        {
            execution.TerminateChildren(scope, null);
        }
    }

    /// <summary>Whether an event sub-process has taken the scope over, or will as soon as what runs in it has ended.</summary>
    public static bool Interrupted(ElementInstance scope) =>
        scope.PendingEvent is { Catcher.Type: ElementType.EventSubProcess }
        || scope.Inside.Any(each => each.Element is { Type: ElementType.EventSubProcess, EventStart.IsInterrupting: true });

    public static void Start(Execution execution, ExecutableElement eventSubProcess, ElementInstance scope, FeelContext payload)
    {
        ElementInstance instance = execution.Begin(eventSubProcess, scope, null);
        // Kept in the state: if setting up fails, the payload must still be there when the incident is resolved.
        execution.Emit(new EventTriggered(instance.ProcessInstance.Key, instance.Key, eventSubProcess.EventStart!.Id, payload));
        execution.RunActivation(instance);
    }
}
