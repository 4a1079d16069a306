using Baton.Feel;

namespace Baton.Engine.Messages;

/// <summary>A message reached one open subscription of the tree. Which message goes to which subscription is decided outside.</summary>
/// <param name="SubscriptionKey">The subscription.</param>
/// <param name="MessageKey">The published message.</param>
/// <param name="Name">The message's name; must be the subscription's.</param>
/// <param name="Variables">The payload.</param>
public sealed record CorrelateMessage(long SubscriptionKey, long MessageKey, string Name, FeelContext Variables) : EngineCommand;
