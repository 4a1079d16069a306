using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>A scope has a new variable.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The variable.</param>
/// <param name="ScopeKey">The element instance or process instance it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as JSON holds it.</param>
public sealed record VariableCreated(long ProcessInstanceKey, long Key, long ScopeKey, string Name, FeelValue Value)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.VariableCreated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance scope = state.Require(ScopeKey);
        scope.VariableTable ??= new VariableTable();
        scope.VariableTable.Add(new Variable(Key, Name, Value));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ScopeKey);
        writer.Text(Name);
        writer.Value(Value);
    }

    internal static VariableCreated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Value());
}

/// <summary>A variable has another value.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="Key">The variable.</param>
/// <param name="ScopeKey">The element instance or process instance it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as JSON holds it.</param>
public sealed record VariableUpdated(long ProcessInstanceKey, long Key, long ScopeKey, string Name, FeelValue Value)
    : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.VariableUpdated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Require(ScopeKey).VariableTable!.Find(Name)!.Value = Value;
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(Key);
        writer.Key(ScopeKey);
        writer.Text(Name);
        writer.Value(Value);
    }

    internal static VariableUpdated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Key(), reader.Text(), reader.Value());
}
