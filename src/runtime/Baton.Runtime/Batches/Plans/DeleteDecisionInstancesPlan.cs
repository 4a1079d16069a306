using Baton.Runtime.Search;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Deletes evaluated decisions, but for those of instances that are active.</summary>
public sealed record DeleteDecisionInstancesPlan : BatchPlan
{
    internal const string Word = "DELETE_DECISION_INSTANCE";

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Decisions;

    internal override Filter? Eligible => null;

    internal override ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey) => unit.Engine.DeleteDecisionInstance(itemKey);
}
