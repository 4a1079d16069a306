using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Messages;

/// <summary>An instance waits for a message.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="MessageName">The message's name.</param>
/// <param name="CorrelationKey">The message's key.</param>
public sealed record MessageSubscriptionOpened(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    string MessageName,
    string CorrelationKey
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.MessageSubscriptionOpened;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance owner = state.Require(ElementInstanceKey);
        state.Add(new MessageSubscription(Key, owner, owner.Target(ElementId), MessageName, CorrelationKey));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Text(MessageName);
        writer.Text(CorrelationKey);
    }

    internal static MessageSubscriptionOpened Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Text(), reader.Text());
}

/// <summary>A message reached the subscription.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="MessageKey">The message.</param>
/// <param name="MessageName">The message's name.</param>
/// <param name="StaysOpen">Whether the subscription takes further messages.</param>
public sealed record MessageSubscriptionCorrelated(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    long MessageKey,
    string MessageName,
    bool StaysOpen
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.MessageSubscriptionCorrelated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        if (!StaysOpen)
        {
            state.Remove(state.RequireMessage(Key));
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Key(MessageKey);
        writer.Text(MessageName);
        writer.Bool(StaysOpen);
    }

    internal static MessageSubscriptionCorrelated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Key(), reader.Text(), reader.Bool());
}

/// <summary>The wait is over without a message.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
public sealed record MessageSubscriptionClosed(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.MessageSubscriptionClosed;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireMessage(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static MessageSubscriptionClosed Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}
