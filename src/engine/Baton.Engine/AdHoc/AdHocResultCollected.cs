using Baton.Engine.Deployments;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.AdHoc;

/// <summary>A flow in an ad-hoc sub-process gave its result: the output collection is one item longer.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The ad-hoc sub-process, whose variable the output collection is.</param>
/// <param name="VariableKey">The output collection.</param>
/// <param name="Index">Where the item stands, from 0: behind all others.</param>
/// <param name="Value">Its value, as JSON holds it.</param>
public sealed record AdHocResultCollected(long ProcessInstanceKey, long Key, long VariableKey, int Index, FeelValue Value)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.AdHocResultCollected;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        state.Require(Key).VariableTable!.All.Find(variable => variable.Key == VariableKey)!.SetItem(Index, Value);

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(VariableKey);
        writer.Count(Index);
        writer.Value(Value);
    }

    internal static AdHocResultCollected Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Count(), reader.Value());
}
