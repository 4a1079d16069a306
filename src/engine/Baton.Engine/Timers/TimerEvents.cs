using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Timers;

/// <summary>A timer waits for its time.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The timer.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
/// <param name="Plan">When it is due and how it repeats.</param>
public sealed record TimerScheduled(long ProcessInstanceKey, long Key, long ElementInstanceKey, string ElementId, TimerPlan Plan)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.TimerScheduled;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance owner = state.Require(ElementInstanceKey);
        state.Add(new PendingTimer(Key, owner, owner.Target(ElementId), Plan));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Time(Plan.DueAt);
        writer.Signed(Plan.Repetitions);
        writer.Text(Plan.Cycle);
    }

    internal static TimerScheduled Read(long instance, int version, ref JournalReader reader) =>
        new(
            instance,
            reader.Key(),
            reader.Key(),
            reader.Text(),
            new TimerPlan(reader.Time()!.Value, (int)reader.Signed(), reader.OptionalText())
        );
}

/// <summary>A timer fired. A repeating one is scheduled again under a new key.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The timer.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
/// <param name="ElementId">The event that it triggers.</param>
public sealed record TimerTriggered(long ProcessInstanceKey, long Key, long ElementInstanceKey, string ElementId)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.TimerTriggered;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireTimer(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
    }

    internal static TimerTriggered Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text());
}

/// <summary>What the timer waited for is over.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The timer.</param>
/// <param name="ElementInstanceKey">The instance that waits.</param>
public sealed record TimerCanceled(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.TimerCanceled;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Remove(state.RequireTimer(Key));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static TimerCanceled Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key(), reader.Key());
}
