using Baton.Engine.Events;
using Baton.Feel;

namespace Baton.Engine.Signals;

/// <summary>A signal reaches one open subscription of the tree; the runtime knows who listens.</summary>
/// <param name="SubscriptionKey">The subscription.</param>
/// <param name="Name">The signal's name; must be the subscription's.</param>
/// <param name="Variables">What it carries.</param>
public sealed record BroadcastSignal(long SubscriptionKey, string Name, FeelContext Variables) : EngineCommand;

/// <summary>Decides <see cref="BroadcastSignal"/>.</summary>
internal static class SignalBroadcast
{
    public static Rejection? Start(Execution execution, BroadcastSignal command)
    {
        if (
            execution.State.SignalSubscription(command.SubscriptionKey) is not { } subscription
            || !string.Equals(subscription.SignalName, command.Name, StringComparison.Ordinal)
        )
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected signal '{command.Name}' to reach subscription {command.SubscriptionKey}, but no such subscription is open."
            );
        }
        execution.Emit(
            new SignalReceived(
                subscription.Owner.ProcessInstance.Key,
                subscription.Key,
                subscription.Owner.Key,
                subscription.Target.Id,
                command.Name,
                StaysOpen: !subscription.ClosesOnReceipt
            )
        );
        Triggering.Trigger(execution, subscription.Owner, subscription.Target, command.Variables);
        return null;
    }
}
