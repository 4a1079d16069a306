namespace Baton.Desk.Notifications.Drivers;

/// <summary>Takes the messages of one channel out of the house. It may be asked again with the same id; then it must not send twice where its gateway lets it.</summary>
internal interface IMessageDriver
{
    /// <summary>The channel that it serves, as <see cref="Messages.MessageChannels"/> names it.</summary>
    string Channel { get; }

    /// <summary>Hands the message over and tells what became of it. An exception counts as <see cref="MessageVerdict.Retry"/>.</summary>
    Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct);
}
