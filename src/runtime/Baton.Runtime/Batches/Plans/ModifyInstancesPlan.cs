using Baton.Engine.Modification;
using Baton.Runtime.Search;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Moves what runs in active instances from one element to another, within the scope in which it runs.</summary>
/// <param name="Moves">The moves; each takes all running instances of its source element along.</param>
public sealed record ModifyInstancesPlan(IReadOnlyList<BatchMove> Moves) : BatchPlan
{
    internal const string Word = "MODIFY_PROCESS_INSTANCE";

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Instances;

    internal override Filter Eligible => new Filter.Where("state", "ACTIVE");

    internal override ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey) =>
        unit.Engine.ModifyInstance(
            new ModifyInstance(itemKey)
            {
                Moves =
                [
                    .. Moves.Select(move => new ElementMove(
                        new ElementSource(null, move.SourceElementId),
                        move.TargetElementId,
                        MoveAncestor.SourceParent
                    )),
                ],
            }
        );
}

/// <summary>What ends, and what begins for it.</summary>
public sealed record BatchMove(string SourceElementId, string TargetElementId);
