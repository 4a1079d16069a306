using Baton.Engine.Deployments;
using Baton.Engine.Journal;
using Baton.Feel;

namespace Baton.Engine.Tasks;

/// <summary>A business rule task asked a decision.</summary>
/// <param name="ProcessInstanceKey">The process instance.</param>
/// <param name="ElementInstanceKey">The element instance.</param>
/// <param name="ElementId">The element.</param>
/// <param name="DecisionKey">The version of the decision.</param>
/// <param name="DecisionId">Its id.</param>
/// <param name="Output">The result.</param>
public sealed record DecisionEvaluated(
    long ProcessInstanceKey,
    long ElementInstanceKey,
    string ElementId,
    long DecisionKey,
    string DecisionId,
    FeelValue Output
) : EngineEvent(ProcessInstanceKey)
{
    internal override EventTag Tag => EventTag.DecisionEvaluated;

    internal override void Apply(InstanceState state, IDefinitionCatalog catalog)
    {
        // The result reaches the state as a variable.
    }

    internal override void Write(JournalWriter writer)
    {
        writer.Key(ElementInstanceKey);
        writer.Text(ElementId);
        writer.Key(DecisionKey);
        writer.Text(DecisionId);
        writer.Value(Output);
    }

    internal static DecisionEvaluated Read(long instance, int version, ref JournalReader reader) =>
        new(instance, reader.Key(), reader.Text(), reader.Key(), reader.Text(), reader.Value());
}
