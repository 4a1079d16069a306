using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.Events;

/// <summary>An event that occurred and waited for its turn does not run: what it was to go on in has itself been ended or interrupted.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The instance that the event was kept for.</param>
public sealed record EventDiscarded(long ProcessInstanceKey, long Key) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.EventDiscarded;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) => state.Require(Key).PendingEvent = null;

    internal override void Write(JournalWriter writer) => writer.Key(Key);

    internal static EventDiscarded Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key());
}
