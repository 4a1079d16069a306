using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Signals;

/// <summary>An instance waits for a signal.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="SignalName">The signal's name.</param>
public sealed record SignalSubscriptionOpened(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    string SignalName
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.SignalSubscriptionOpened;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance owner = state.Require(ElementInstanceKey);
        state.Add(new SignalSubscription(Key, owner, owner.Target(ElementId), SignalName));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Text(SignalName);
    }

    internal static SignalSubscriptionOpened Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Text());
}

/// <summary>A signal reached the subscription.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="SignalName">The signal's name.</param>
/// <param name="StaysOpen">Whether the subscription takes further signals.</param>
public sealed record SignalReceived(
    long ProcessInstanceKey,
    long Key,
    long ElementInstanceKey,
    string ElementId,
    string SignalName,
    bool StaysOpen
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.SignalReceived;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        if (!StaysOpen)
        {
            state.Remove(state.RequireSignal(Key));
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Text(SignalName);
        writer.Bool(StaysOpen);
    }

    internal static SignalReceived Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Text(), reader.Bool());
}

/// <summary>The wait is over without a signal.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The subscription.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
public sealed record SignalSubscriptionClosed(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.SignalSubscriptionClosed;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireSignal(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static SignalSubscriptionClosed Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}

/// <summary>The model throws a signal; the runtime broadcasts it to all instances and start events.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The throwing event.</param>
/// <param name="ElementId">The throwing element.</param>
/// <param name="SignalName">The signal's name.</param>
/// <param name="Variables">What it carries.</param>
public sealed record SignalThrown(
    long ProcessInstanceKey,
    long ElementInstanceKey,
    string ElementId,
    string SignalName,
    FeelContext Variables
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.SignalThrown;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        // Nothing of the tree changes: who listens is known outside.
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Text(SignalName);
        writer.Variables(Variables);
    }

    internal static SignalThrown Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), reader.Text(), reader.Variables());
}
