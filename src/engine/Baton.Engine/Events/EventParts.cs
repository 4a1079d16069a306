using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Events;

/// <summary>Remembers what has occurred of an event that needs all of its parts (BPMN 2.0, 10.5.5, parallel multiple).</summary>
internal static class EventParts
{
    /// <summary>Whether the event occurs with this part; it then brings the variables of all of them.</summary>
    public static bool IsLast(Execution execution, ElementInstance owner, ExecutableElement part, ref FeelContext payload)
    {
        execution.Emit(new EventPartOccurred(owner.ProcessInstance.Key, owner.Key, part.Id, payload));
        ExecutableElement whole = part.PartOf!;
        Dictionary<string, FeelContext> occurred = owner.OccurredParts!;
        if (!whole.Parts.All(each => occurred.ContainsKey(each.Id)))
        {
            return false;
        }
        payload = FeelContext.From(whole.Parts.SelectMany(each => occurred[each.Id].Entries));
        execution.Emit(new EventPartsGathered(owner.ProcessInstance.Key, owner.Key, whole.Id));
        return true;
    }
}

/// <summary>One of the events has occurred that an event needs all of.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The instance that waits.</param>
/// <param name="PartId">What has occurred.</param>
/// <param name="Payload">The variables that it brought.</param>
public sealed record EventPartOccurred(long ProcessInstanceKey, long Key, string PartId, FeelContext Payload)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.EventPartOccurred;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        (state.Require(Key).OccurredParts ??= new(StringComparer.Ordinal))[PartId] = Payload;

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(PartId);
        writer.Variables(Payload);
    }

    internal static EventPartOccurred Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), reader.Variables());
}

/// <summary>All of the events have occurred that an event needs; a further round begins with none of them.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The instance that waits.</param>
/// <param name="ElementId">The event.</param>
public sealed record EventPartsGathered(long ProcessInstanceKey, long Key, string ElementId) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.EventPartsGathered;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance owner = state.Require(Key);
        foreach (string part in owner.OccurredParts!.Keys.Where(part => owner.Target(part).PartOf?.Id == ElementId).ToArray())
        {
            owner.OccurredParts.Remove(part);
        }
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(ElementId);
    }

    internal static EventPartsGathered Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text());
}
