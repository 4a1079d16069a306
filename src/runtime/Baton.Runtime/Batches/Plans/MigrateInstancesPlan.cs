using Baton.Engine.Migration;
using Baton.Runtime.Search;

namespace Baton.Runtime.Batches.Plans;

/// <summary>Lets active instances go on by another definition.</summary>
/// <param name="TargetDefinitionKey">The definition to go on by.</param>
/// <param name="Mappings">Where everything that is active in any of the instances stands in the target.</param>
public sealed record MigrateInstancesPlan(long TargetDefinitionKey, IReadOnlyList<ElementMapping> Mappings) : BatchPlan
{
    internal const string Word = "MIGRATE_PROCESS_INSTANCE";

    internal override string Type => Word;

    internal override BatchSource Source => BatchSource.Instances;

    internal override Filter Eligible => new Filter.Where("state", "ACTIVE");

    internal override ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey) =>
        unit.Engine.Instances.Catalog.Startable(TargetDefinitionKey) is null
            ? new(
                Problem.Conflict(
                    "process.unknown",
                    $"Expected to migrate process instance {itemKey} to definition {TargetDefinitionKey}, but that was deleted."
                )
            )
            : unit.Engine.MigrateInstance(new MigrateInstance(itemKey, TargetDefinitionKey, Mappings));
}
