using Baton.Engine.Tasks;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Projections;
using Baton.Runtime.Search;

namespace Baton.Runtime.Decisions;

/// <summary>Keeps evaluated decisions as rows of the unit of work in which they were evaluated.</summary>
internal static class DecisionRecording
{
    /// <summary>A business rule task of an instance asked.</summary>
    public static void Record(UnitOfWork unit, DefinitionCatalog catalog, CachedInstance instance, DecisionAsked asked)
    {
        var root = catalog.DecisionVersion(asked.DecisionKey);
        if (root is null)
        {
            throw new InvalidOperationException($"Decision {asked.DecisionKey} was evaluated, but is not in the catalog.");
        }
        foreach (var row in DecisionTrail.Rows(catalog, root, asked.Result, unit.NextKey(), unit.Now))
        {
            unit.Rows.DecisionInstances.Add(
                new(
                    unit.NextKey(),
                    row with
                    {
                        ProcessDefinitionKey = instance.Definitions[asked.ProcessInstanceKey].Key,
                        ProcessInstanceKey = asked.ProcessInstanceKey,
                        RootProcessInstanceKey = instance.State.RootInstanceKey,
                        ElementInstanceKey = asked.ElementInstanceKey,
                    }
                )
            );
        }
    }

    /// <summary>Somebody asked outside of any process.</summary>
    public static void Record(UnitOfWork unit, IReadOnlyList<DecisionInstanceRow> rows)
    {
        foreach (var row in rows)
        {
            unit.Rows.DecisionInstances.Add(new DecisionInstanceEntry(unit.NextKey(), row));
        }
    }
}
