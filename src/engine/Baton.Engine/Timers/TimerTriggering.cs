using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Feel;

namespace Baton.Engine.Timers;

/// <summary>Decides <see cref="TriggerTimer"/>.</summary>
internal static class TimerTriggering
{
    public static Rejection? Start(Execution execution, TriggerTimer command)
    {
        if (execution.State.Timer(command.TimerKey) is not { } timer)
        {
            return new Rejection(RejectionKind.NotFound, $"Expected to trigger timer {command.TimerKey}, but no such timer is waiting.");
        }
        DateTimeOffset now = execution.Context.Now;
        if (now < timer.Plan.DueAt)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to trigger timer {timer.Key}, but it is due only at {timer.Plan.DueAt:O}."
            );
        }
        ElementInstance owner = timer.Owner;
        long instance = owner.ProcessInstance.Key;
        execution.Emit(new TimerTriggered(instance, timer.Key, owner.Key, timer.Target.Id));
        if (!timer.Target.IsInterrupting && timer.Plan.Next(now, execution.Context.Zone) is { } next)
        {
            execution.Emit(new TimerScheduled(instance, execution.NextKey(), owner.Key, timer.Target.Id, next));
        }
        Triggering.Trigger(execution, owner, timer.Target, FeelContext.Empty);
        return null;
    }
}
