using Baton.Runtime.Outbox;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Delivers the outbox messages of the channel <c>message</c>, whatever way they leave on.</summary>
/// <param name="handOver">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class MessageOutbox(Lazy<MessageHandOver> handOver) : IOutboxDriver
{
    public string Channel => MessageQueue.OutboxChannel;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        handOver.Value.Deliver(message, cancellationToken);
}
