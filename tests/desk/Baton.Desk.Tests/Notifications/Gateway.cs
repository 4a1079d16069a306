using System.Collections.Concurrent;
using Baton.Desk.Notifications.Drivers;

namespace Baton.Desk.Tests.Notifications;

/// <summary>A way out that keeps what it is given and answers as the test wants.</summary>
internal sealed class Gateway(string channel) : IMessageDriver
{
    private readonly ConcurrentQueue<OutgoingMessage> _given = [];

    public string Channel => channel;

    /// <summary>What it says of each message; delivered at first.</summary>
    public Func<OutgoingMessage, MessageDelivery> Answer { get; set; } = _ => new(MessageVerdict.Delivered, null, null);

    /// <summary>All attempts, in their order.</summary>
    public IReadOnlyList<OutgoingMessage> Given => [.. _given];

    public Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        _given.Enqueue(message);
        return Task.FromResult(Answer(message));
    }
}
