using Baton.Engine.Deployments;
using Baton.Engine.Journal;

namespace Baton.Engine.Instances;

/// <summary>A token runs along a sequence flow.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ScopeKey">The instance around the flow.</param>
/// <param name="FlowId">The flow.</param>
public sealed record SequenceFlowTaken(long ProcessInstanceKey, long ScopeKey, string FlowId) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.SequenceFlowTaken;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        ElementInstance scope = state.Require(ScopeKey);
        scope.AddToken(scope.Definition.Process.Flow(FlowId));
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ScopeKey);
        writer.Text(FlowId);
    }

    internal static SequenceFlowTaken Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text());
}

/// <summary>All tokens of a scope vanish, because something ended or interrupted what runs in it.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ScopeKey">The instance around the flows.</param>
public sealed record TokensDiscarded(long ProcessInstanceKey, long ScopeKey) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.TokensDiscarded;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        state.Require(ScopeKey).DiscardTokens();
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ScopeKey);
    }

    internal static TokensDiscarded Read(long instance, int version, ref JournalReader reader) => new(instance, reader.Key());
}
