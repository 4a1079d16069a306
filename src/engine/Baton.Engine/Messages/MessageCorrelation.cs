using Baton.Engine.Events;

namespace Baton.Engine.Messages;

/// <summary>Decides <see cref="CorrelateMessage"/>.</summary>
internal static class MessageCorrelation
{
    public static Rejection? Start(Execution execution, CorrelateMessage command)
    {
        if (execution.State.MessageSubscription(command.SubscriptionKey) is not { } subscription)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to correlate message {command.MessageKey} to subscription {command.SubscriptionKey}, but no such subscription is open."
            );
        }
        if (!string.Equals(subscription.MessageName, command.Name, StringComparison.Ordinal))
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected a message '{subscription.MessageName}' for subscription {subscription.Key}, but got '{command.Name}'."
            );
        }
        execution.Emit(
            new MessageSubscriptionCorrelated(
                subscription.Owner.ProcessInstance.Key,
                subscription.Key,
                subscription.Owner.Key,
                subscription.Target.Id,
                command.MessageKey,
                command.Name,
                StaysOpen: !subscription.ClosesOnCorrelation
            )
        );
        Triggering.Trigger(execution, subscription.Owner, subscription.Target, command.Variables);
        return null;
    }
}
