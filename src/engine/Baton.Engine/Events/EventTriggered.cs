using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Events;

/// <summary>An event occurred; it runs as soon as the instance is ready for it: what it interrupts has ended, or what it starts is set up.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The instance that the event is kept for.</param>
/// <param name="CatcherId">The boundary event, event sub-process or start event that it triggers.</param>
/// <param name="Payload">The variables that the event brings.</param>
public sealed record EventTriggered(long ProcessInstanceKey, long Key, string CatcherId, FeelContext Payload)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.EventTriggered;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance instance = state.Require(Key);
        instance.PendingEvent = new PendingEvent(instance.Definition.Process.Element(CatcherId)!, Payload);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Text(CatcherId);
        writer.Variables(Payload);
    }

    internal static EventTriggered Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), reader.Variables());
}
