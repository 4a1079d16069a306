using Baton.Runtime.Search;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Deletes what is kept of ended root instances.</summary>
public sealed record DeleteInstancesPlan : BatchPlan
{
    internal const string Word = "DELETE_PROCESS_INSTANCE";

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Instances;

    internal override Filter Eligible =>
        new Filter.All(
            new Filter.Where("state", Operator.In, ["COMPLETED", "TERMINATED"]),
            new Filter.Where("parentProcessInstanceKey", Operator.Exists, [false])
        );

    internal override ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey) => unit.Engine.DeleteInstance(itemKey);
}
