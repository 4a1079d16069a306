using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Conditions;

/// <summary>An instance waits for a condition.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
public sealed record ConditionSubscriptionOpened(long ProcessInstanceKey, long Key, long ElementInstanceKey, string ElementId)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ConditionSubscriptionOpened;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance owner = state.Require(ElementInstanceKey);
        state.Add(new ConditionSubscription(Key, owner, owner.Target(ElementId)));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
    }

    internal static ConditionSubscriptionOpened Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text());
}

/// <summary>A condition came true that an instance waited for.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="StaysOpen">Whether the subscription may trigger again.</param>
public sealed record ConditionTriggered(long ProcessInstanceKey, long Key, long ElementInstanceKey, string ElementId, bool StaysOpen)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ConditionTriggered;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        if (!StaysOpen)
        {
            state.Remove(state.RequireCondition(Key));
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Bool(StaysOpen);
    }

    internal static ConditionTriggered Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Bool());
}

/// <summary>The wait is over without the condition having come true.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
public sealed record ConditionSubscriptionClosed(long ProcessInstanceKey, long Key, long ElementInstanceKey)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.ConditionSubscriptionClosed;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireCondition(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static ConditionSubscriptionClosed Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}
