using Baton.Runtime.Search;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Ends active root instances at once.</summary>
public sealed record CancelInstancesPlan : BatchPlan
{
    internal const string Word = "CANCEL_PROCESS_INSTANCE";

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Instances;

    internal override Filter Eligible =>
        new Filter.All(new Filter.Where("state", "ACTIVE"), new Filter.Where("parentProcessInstanceKey", Operator.Exists, [false]));

    internal override ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey) => unit.Engine.CancelInstance(itemKey);
}
