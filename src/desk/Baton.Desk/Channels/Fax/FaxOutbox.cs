using Baton.Runtime.Outbox;

namespace Baton.Desk.Channels.Fax;

/// <summary>Delivers the outbox messages of the channel <c>fax</c>.</summary>
/// <param name="handOver">Made at the first message: it reads from the runtime, which is made with this driver.</param>
internal sealed class FaxOutbox(Lazy<FaxHandOver> handOver) : IOutboxDriver
{
    public const string FaxChannel = "fax";

    public string Channel => FaxChannel;

    public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken) =>
        handOver.Value.Deliver(message, cancellationToken);
}
