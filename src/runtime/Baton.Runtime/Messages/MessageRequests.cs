using Baton.Feel;

namespace Baton.Runtime.Messages;

/// <summary>A message for whoever waits for it now or while it lives.</summary>
/// <param name="Name">The name of the message.</param>
/// <param name="CorrelationKey">Which of those who wait for the name; empty only starts instances, without a lock.</param>
public sealed record PublishMessageRequest(string Name, string CorrelationKey = "")
{
    /// <summary>How long it is kept for those who begin to wait later; zero drops it at once.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>Refuses a second message with the same id, name and correlation key while the first lives; null or empty does not.</summary>
    public string? MessageId { get; init; }
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>The business id of an instance that the message starts.</summary>
    public string? BusinessId { get; init; }
}

/// <summary>A message that was taken.</summary>
public sealed record PublishedMessage(long MessageKey);

/// <summary>A message that reached an instance.</summary>
public sealed record CorrelatedMessage(long MessageKey, long ProcessInstanceKey);
