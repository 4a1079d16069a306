using Baton.Engine.Instances;
using Baton.Engine.Migration;

namespace Baton.Engine.Simulation;

/// <summary>Migrations to a second deployment of the same model.</summary>
internal static class Migrations
{
    /// <summary>Maps everything to itself, or only what is active, so that other waits are closed and opened anew.</summary>
    public static MigrateInstance ToTwin(ElementInstance instance, long targetKey, Random random)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (random.Next(2) == 0)
        {
            ids.UnionWith(instance.Definition.Process.Elements.Where(each => each.Parent is not null).Select(each => each.Id));
        }
        else
        {
            AddActive(instance, ids);
        }
        return new MigrateInstance(
            instance.Key,
            targetKey,
            [.. ids.Where(id => !id.Contains('#', StringComparison.Ordinal)).Select(id => new ElementMapping(id, id))]
        );
    }

    /// <summary>Whether something in the process instance is just being terminated, which must be over first.</summary>
    public static bool IsBeingCutOff(InstanceState state, ElementInstance instance) =>
        state.ElementInstances.Any(each => each.State == ElementState.Terminating && ReferenceEquals(each.ProcessInstance, instance));

    private static void AddActive(ElementInstance scope, HashSet<string> ids)
    {
        ids.UnionWith(scope.Definition.Process.Flows.Where(flow => scope.TokensOn(flow) > 0).Select(flow => flow.Target.Id));
        foreach (ElementInstance child in scope.Inside.Where(each => !each.IsProcess))
        {
            ids.Add(child.Element.Id);
            AddActive(child, ids);
        }
    }
}
