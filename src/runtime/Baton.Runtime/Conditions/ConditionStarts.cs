using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Runtime.Instances;

namespace Baton.Runtime.Conditions;

/// <summary>Looks at conditional start events. Nothing looks at them by itself: there is no instance yet whose variables could change.</summary>
internal sealed class ConditionStarts(UnitOfWork unit, InstanceTable instances)
{
    public Outcome<EvaluatedConditions> Evaluate(EvaluateConditionsRequest request)
    {
        if (Definitions(request.ProcessDefinitionKey, out var definitions) is { } problem)
        {
            return problem;
        }
        var started = new List<ConditionStarted>();
        foreach (var definition in definitions)
        {
            foreach (var start in definition.Process.StartConditions)
            {
                if (!start.Holds(request.Variables, unit.Now, null))
                {
                    continue;
                }
                var command = new CreateInstance(definition.Key, request.Variables) { StartElementId = start.ElementId };
                var outcome = instances.Start(definition, command, null);
                if (outcome.Problem is { } refused)
                {
                    return refused;
                }
                started.Add(new(definition.Key, outcome.Value));
            }
        }
        return new EvaluatedConditions(unit.NextKey(), started);
    }

    private Problem? Definitions(long? key, out IReadOnlyList<DeployedProcess> definitions)
    {
        definitions = [];
        if (key is not { } wanted)
        {
            definitions = Waiting();
            return null;
        }
        if (instances.Catalog.Startable(wanted) is not { } definition)
        {
            return Problem.NotFound(
                "process.unknown",
                $"Expected to evaluate the conditions of process definition {wanted}, but no such process is deployed."
            );
        }
        if (definition.Process.StartConditions.Count == 0)
        {
            return Problem.NotFound(
                "process.no-condition",
                $"Expected to evaluate the conditions of process definition {wanted}, but it has no conditional start event."
            );
        }
        definitions = [definition];
        return null;
    }

    private List<DeployedProcess> Waiting()
    {
        unit.Rows.Send();
        var keys = new List<long>();
        using (
            var reader = unit.Group.Store.Query("SELECT DISTINCT definition_key FROM engine_condition_start ORDER BY definition_key").Read()
        )
        {
            while (reader.Read())
            {
                keys.Add(reader.GetInt64(0));
            }
        }
        return [.. keys.Select(instances.Catalog.Process).OfType<DeployedProcess>()];
    }
}
