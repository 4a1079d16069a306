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
public sealed record CompensationHandlerStarted(long ProcessInstanceKey, long ElementInstanceKey, long HandlerKey)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.CompensationHandlerStarted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        state.Require(HandlerKey).CompensateFor(state.Require(ElementInstanceKey));

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        writer.Key(HandlerKey);
    }

    internal static CompensationHandlerStarted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key());
}
