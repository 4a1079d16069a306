using Baton.Engine.Deployments;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.MultiInstance;

/// <summary>The collection of a multi-instance activity is known.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The multi-instance body.</param>
/// <param name="Items">The items.</param>
public sealed record LoopStarted(long ProcessInstanceKey, long Key, FeelList Items) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.LoopStarted;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Require(Key).Loop = new LoopProgress(Items);
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Value(Items);
    }

    internal static LoopStarted Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Value().AsList());
}

/// <summary>The completion condition of a multi-instance activity holds: iterations still running are cut off, no further one starts.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The multi-instance body.</param>
public sealed record LoopEnded(long ProcessInstanceKey, long Key) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.LoopEnded;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) => state.Require(Key).Loop!.IsOver = true;

    internal override void Write(JournalWriter writer) => writer.Key(Key);

    internal static LoopEnded Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key());
}

/// <summary>An iteration of a multi-instance activity gave its result: one item of the output collection has another value.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The multi-instance body, whose variable the output collection is.</param>
/// <param name="VariableKey">The output collection.</param>
/// <param name="Index">Which item, from 0.</param>
/// <param name="Value">Its value, as JSON holds it.</param>
public sealed record LoopResultCollected(long ProcessInstanceKey, long Key, long VariableKey, int Index, FeelValue Value)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.LoopResultCollected;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog) =>
        state.Require(Key).VariableTable!.All.Find(variable => variable.Key == VariableKey)!.SetItem(Index, Value);

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(VariableKey);
        writer.Count(Index);
        writer.Value(Value);
    }

    internal static LoopResultCollected Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Count(), reader.Value());
}
