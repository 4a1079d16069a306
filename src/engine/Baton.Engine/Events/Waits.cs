using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;

namespace Baton.Engine.Events;

/// <summary>
/// Opens and closes what an instance waits for: timers, messages, signals, conditions. All expressions are evaluated before the first is opened, so that a
/// failure leaves nothing half open.
/// </summary>
internal static class Waits
{
    /// <summary>What is open beside an activity or in a scope: its boundary events and its event sub-processes.</summary>
    public static Failure? OpenBeside(Execution execution, ElementInstance instance)
    {
        ExecutableElement element = instance.Element;
        if (element.BoundaryEvents.Length == 0 && element.EventSubProcesses.Length == 0)
        {
            return null;
        }
        var targets = new List<ExecutableElement>(element.BoundaryEvents);
        foreach (ExecutableElement eventSubProcess in element.EventSubProcesses)
        {
            targets.Add(eventSubProcess.EventStart!);
        }
        return Open(execution, instance, targets);
    }

    /// <summary>Opens the waits of these events on behalf of the instance, seen from its scope.</summary>
    public static Failure? Open(Execution execution, ElementInstance owner, IReadOnlyList<ExecutableElement> targets)
    {
        var plans = new List<WaitPlan>(targets.Count);
        foreach (ExecutableElement target in targets.SelectMany(each => each.Parts.Length > 0 ? each.Parts : [each]))
        {
            if (Plan(execution, owner, target, plans) is { } failure)
            {
                return failure;
            }
        }
        foreach (WaitPlan plan in plans)
        {
            Open(execution, owner, plan);
        }
        return null;
    }

    /// <summary>The work of the instance is over: nothing may reach it any more.</summary>
    public static void Close(Execution execution, ElementInstance owner)
    {
        long instance = owner.ProcessInstance.Key;
        while (owner.Timers is { Count: > 0 } timers)
        {
            execution.Emit(new TimerCanceled(instance, timers[0].Key, owner.Key));
        }
        while (owner.Messages is { Count: > 0 } messages)
        {
            execution.Emit(new MessageSubscriptionClosed(instance, messages[0].Key, owner.Key));
        }
        while (owner.Signals is { Count: > 0 } signals)
        {
            execution.Emit(new SignalSubscriptionClosed(instance, signals[0].Key, owner.Key));
        }
        while (owner.Conditions is { Count: > 0 } conditions)
        {
            execution.Emit(new ConditionSubscriptionClosed(instance, conditions[0].Key, owner.Key));
        }
    }

    /// <summary>Closes the waits of the scope's event sub-processes; those of its boundary events stay.</summary>
    public static void CloseEventSubProcesses(Execution execution, ElementInstance scope) =>
        Close(execution, scope, each => each.Type == ElementType.StartEvent);

    /// <summary>One of several events has occurred that an instance waited for: the others may not occur any more.</summary>
    public static void CloseParts(Execution execution, ElementInstance owner) =>
        Close(execution, owner, each => ReferenceEquals(each.PartOf, owner.Element));

    private static void Close(Execution execution, ElementInstance owner, Predicate<ExecutableElement> isMeant)
    {
        if (!owner.HasOpenSubscriptions)
        {
            return;
        }
        long instance = owner.ProcessInstance.Key;
        foreach (PendingTimer timer in Of(owner.Timers, each => isMeant(each.Target)))
        {
            execution.Emit(new TimerCanceled(instance, timer.Key, owner.Key));
        }
        foreach (MessageSubscription message in Of(owner.Messages, each => isMeant(each.Target)))
        {
            execution.Emit(new MessageSubscriptionClosed(instance, message.Key, owner.Key));
        }
        foreach (SignalSubscription signal in Of(owner.Signals, each => isMeant(each.Target)))
        {
            execution.Emit(new SignalSubscriptionClosed(instance, signal.Key, owner.Key));
        }
        foreach (ConditionSubscription condition in Of(owner.Conditions, each => isMeant(each.Target)))
        {
            execution.Emit(new ConditionSubscriptionClosed(instance, condition.Key, owner.Key));
        }
    }

    /// <summary>Everything that was open for an instance that is cut off: incidents, job, user task, waits.</summary>
    public static void CancelWork(Execution execution, ElementInstance instance)
    {
        long processInstance = instance.ProcessInstance.Key;
        while (instance.Incidents is { Count: > 0 } incidents)
        {
            execution.Emit(new IncidentResolved(processInstance, incidents[0].Key, instance.Key, incidents[0].Job?.Key));
        }
        if (instance.Job is { } job)
        {
            execution.Emit(new JobCanceled(processInstance, job.Key, instance.Key));
        }
        if (instance.UserTask is { } task && instance.Element.Listeners.For(ListenerEvent.Canceling).Length == 0)
        {
            execution.Emit(new UserTaskCanceled(processInstance, task.Key, instance.Key));
        }
        if (instance.HasOpenSubscriptions)
        {
            Close(execution, instance);
        }
    }

    private static T[] Of<T>(List<T>? waits, Predicate<T> isWanted) => waits is null ? [] : [.. waits.FindAll(isWanted)];

    private static Failure? Plan(Execution execution, ElementInstance owner, ExecutableElement target, List<WaitPlan> plans)
    {
        switch (target.Trigger)
        {
            case EventTrigger.Timer:
                TimerPlan? timer = execution.Feel.Plan(target.Timer!, owner, out string? problem);
                if (timer is null)
                {
                    return new Failure(IncidentType.ExtractValueError, $"Expected to set the timer of '{target.Id}', but {problem}");
                }
                plans.Add(new WaitPlan(target, timer, "", ""));
                return null;
            case EventTrigger.Message:
                Failure? failure = MessageKeys.Evaluate(execution, owner, target, out string name, out string key);
                plans.Add(new WaitPlan(target, null, name, key));
                return failure;
            case EventTrigger.Signal:
                failure = execution.Feel.Text(target.Signal!.Name, owner, "signal name", out name);
                plans.Add(new WaitPlan(target, null, name, ""));
                return failure;
            case EventTrigger.Condition:
                plans.Add(new WaitPlan(target, null, "", ""));
                return null;
            default:
                return null;
        }
    }

    private static void Open(Execution execution, ElementInstance owner, WaitPlan plan)
    {
        long instance = owner.ProcessInstance.Key;
        long key = execution.NextKey();
        execution.Emit(
            plan.Target.Trigger switch
            {
                EventTrigger.Timer => new TimerScheduled(instance, key, owner.Key, plan.Target.Id, plan.Timer!),
                EventTrigger.Message => new MessageSubscriptionOpened(
                    instance,
                    key,
                    owner.Key,
                    plan.Target.Id,
                    plan.Name,
                    plan.CorrelationKey
                ),
                EventTrigger.Condition => new ConditionSubscriptionOpened(instance, key, owner.Key, plan.Target.Id),
                _ => new SignalSubscriptionOpened(instance, key, owner.Key, plan.Target.Id, plan.Name),
            }
        );
        if (plan.Target.Trigger == EventTrigger.Condition)
        {
            execution.Conditions.Opened(execution.State.ConditionSubscription(key)!);
        }
    }

    private sealed record WaitPlan(ExecutableElement Target, TimerPlan? Timer, string Name, string CorrelationKey);
}
