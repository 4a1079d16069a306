using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.AdHoc;

/// <summary>An ad-hoc sub-process has reached what it is there for; it completes as soon as nothing is active in it.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The ad-hoc sub-process.</param>
public sealed record AdHocFulfilled(long ProcessInstanceKey, long Key) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.AdHocFulfilled;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) => state.Require(Key).IsAdHocFulfilled = true;

    internal override void Write(JournalWriter writer) => writer.Key(Key);

    internal static AdHocFulfilled Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key());
}
