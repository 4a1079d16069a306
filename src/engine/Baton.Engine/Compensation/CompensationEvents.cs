using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Compensation;

/// <summary>An activity is about to complete and can be compensated from then on, or a scope in which such activities completed.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The new compensable activity.</param>
/// <param name="ElementInstanceKey">The instance that completes.</param>
public sealed record CompensationStored(long ProcessInstanceKey, long Key, long ElementInstanceKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.CompensationStored;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(ElementInstanceKey);
        List<CompensableActivity> inner = instance.Compensable ?? [];
        FeelContext variables =
            inner.Count == 0
                ? FeelContext.Empty
                : FeelContext.From(instance.Variables.Select(each => KeyValuePair.Create(each.Name, each.Value)));
        instance.Compensable = null;
        (instance.Scope!.Compensable ??= []).Add(new CompensableActivity(Key, instance.Element, inner, variables));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ElementInstanceKey);
    }

    internal static CompensationStored Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}

/// <summary>What completed in a scope is compensated, once: all of it, or one activity.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The throwing event.</param>
/// <param name="ScopeKey">The scope around it.</param>
/// <param name="ActivityId">The one activity; null is all.</param>
public sealed record CompensationTriggered(long ProcessInstanceKey, long ElementInstanceKey, long ScopeKey, string? ActivityId)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.CompensationTriggered;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        state
            .Require(ScopeKey)
            .Compensable?.RemoveAll(each => ActivityId is null || string.Equals(each.Activity.Id, ActivityId, StringComparison.Ordinal));

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        writer.Key(ScopeKey);
        writer.Text(ActivityId);
    }

    internal static CompensationTriggered Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.OptionalText());
}

/// <summary>A compensation handler begins; the throwing event waits for it.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The throwing event.</param>
/// <param name="HandlerKey">The instance of the handler.</param>
/// <param name="ActivityKey">The compensable scope whose own compensation event sub-process this is; null for other handlers.</param>
public sealed record CompensationHandlerStarted(long ProcessInstanceKey, long ElementInstanceKey, long HandlerKey, long? ActivityKey)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.CompensationHandlerStarted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance handler = state.Require(HandlerKey);
        ElementInstance thrower = state.Require(ElementInstanceKey);
        handler.CompensateFor(thrower);
        if (thrower.PlannedHandlers is { Count: > 0 } planned)
        {
            planned.RemoveAt(0);
        }
        if (ActivityKey is { } key)
        {
            // What completed inside is for the event sub-process to compensate, by events of its own.
            handler.Compensable = [.. Find(thrower.Scope!.Compensable ?? [], key)?.Inner ?? []];
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        writer.Key(HandlerKey);
        writer.OptionalKey(ActivityKey);
    }

    internal static CompensationHandlerStarted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), version < 2 ? null : reader.OptionalKey());

    private static CompensableActivity? Find(IReadOnlyList<CompensableActivity> activities, long key)
    {
        foreach (CompensableActivity activity in activities)
        {
            if ((activity.Key == key ? activity : Find(activity.Inner, key)) is { } found)
            {
                return found;
            }
        }
        return null;
    }
}

/// <summary>The handlers of a compensation run one after the other; these are still to come.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The throwing event.</param>
/// <param name="Handlers">What is to come, next first.</param>
public sealed record CompensationPlanned(long ProcessInstanceKey, long ElementInstanceKey, IReadOnlyList<PlannedHandler> Handlers)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.CompensationPlanned;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        state.Require(ElementInstanceKey).PlannedHandlers = [.. Handlers];

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        CompensationForm.Write(writer, Handlers);
    }

    internal static CompensationPlanned Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), CompensationForm.ReadPlanned(ref reader));
}
