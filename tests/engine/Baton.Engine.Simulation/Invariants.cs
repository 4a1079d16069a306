using Baton.Engine.Compilation;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Engine.Listeners;
using Baton.Engine.UserTasks;

namespace Baton.Engine.Simulation;

/// <summary>What must hold in every state between two commands.</summary>
internal static class Invariants
{
    public static void Check(InstanceState state)
    {
        foreach (ElementInstance each in state.ElementInstances)
        {
            CheckProgress(state, each);
            CheckInterruption(each);
        }
        foreach (UserTask task in state.UserTasks.Where(task => task.State != UserTaskState.Created))
        {
            bool isAsked = task.Element.Job is not null || task.Element.OpenIncidents.Count > 0;
            Simulation.Check.That(isAsked, $"user task {task.Key} is {task.State} but no listener is asked");
        }
    }

    private static void CheckProgress(InstanceState state, ElementInstance each)
    {
        bool isHeld = each.OpenIncidents.Count > 0 || IsListenedTo(each);
        switch (each.State)
        {
            case ElementState.Activating or ElementState.Completing:
                Simulation.Check.That(isHeld, $"{each} stands still without an incident or listener");
                break;
            case ElementState.Terminating:
                Simulation.Check.That(isHeld || each.ChildCount > 0, $"{each} is not terminated although nothing holds it");
                break;
            case ElementState.Activated:
                Simulation.Check.That(isHeld || each.ChildCount > 0 || IsWaiting(each), $"{each} waits for nothing");
                break;
            default:
                Simulation.Check.That(false, $"{each} has ended but is still there");
                break;
        }
        Simulation.Check.That(
            each.Scope is null or { State: ElementState.Activated } || each.State == ElementState.Terminating,
            $"{each} runs in {each.Scope}, which does not run"
        );
    }

    /// <summary>What was interrupted goes on only by what interrupted it.</summary>
    private static void CheckInterruption(ElementInstance scope)
    {
        if (scope is { State: ElementState.Activated, PendingEvent.Catcher.Type: ElementType.EventSubProcess })
        {
            Simulation.Check.That(
                scope.Inside.All(child => child.State == ElementState.Terminating || child.Element.Type == ElementType.EventSubProcess),
                $"something goes on in {scope}, which was interrupted"
            );
        }
        bool wasInterrupted = scope.Inside.Any(child =>
            child.Element
                is { Type: ElementType.EventSubProcess, EventStart: { IsInterrupting: true, Trigger: not EventTrigger.Compensation } }
        );
        if (wasInterrupted)
        {
            Simulation.Check.That(scope.ChildCount == 1, $"something runs in {scope} beside what interrupted it");
        }
        bool isCancelling = scope.Inside.Any(child =>
            child is { State: ElementState.Activated, Element: { Type: ElementType.EndEvent, Trigger: EventTrigger.Cancel } }
        );
        if (isCancelling)
        {
            bool mayBegin =
                scope.OpenTimers.Any(each => each.Target.Type == ElementType.StartEvent)
                || scope.OpenMessages.Any(each => each.Target.Type == ElementType.StartEvent)
                || scope.OpenSignals.Any(each => each.Target.Type == ElementType.StartEvent);
            Simulation.Check.That(!mayBegin, $"an event sub-process may begin in {scope}, which is being cancelled");
        }
    }

    private static bool IsListenedTo(ElementInstance each) => each.Job is { ListenerEvent: not ListenerEvent.None };

    private static bool IsWaiting(ElementInstance each) =>
        each.Element.Type switch
        {
            ElementType.EventBasedGateway or ElementType.IntermediateCatchEvent or ElementType.ReceiveTask => each.HasOpenSubscriptions,
            ElementType.IntermediateThrowEvent => each.OpenHandlers > 0,
            ElementType.EndEvent => each.OpenHandlers > 0 || (each.Element.Trigger == EventTrigger.Cancel && each.Scope!.ChildCount > 1),
            ElementType.AdHocSubProcess => !each.IsAdHocFulfilled,
            _ => each.Job is not null || each.UserTask is not null,
        };
}
