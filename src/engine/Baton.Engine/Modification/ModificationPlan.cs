using Baton.Engine.Compilation;
using Baton.Engine.Instances;

namespace Baton.Engine.Modification;

/// <summary>What the instructions mean for the instance as it is: which elements begin in which scopes and which running ones end.</summary>
internal sealed class ModificationPlan(ElementInstance instance, InstanceState state)
{
    public List<ElementActivation> Activations { get; } = [];

    public HashSet<ElementInstance> Terminations { get; } = [];

    public Rejection? Read(ModifyInstance command)
    {
        foreach (ElementActivation activation in command.Activations)
        {
            Activations.Add(activation);
        }
        foreach (ElementMove move in command.Moves)
        {
            if (Add(move) is { } rejection)
            {
                return rejection;
            }
        }
        foreach (ElementSource termination in command.Terminations)
        {
            if (Find(termination, out List<ElementInstance> found) is { } rejection)
            {
                return rejection;
            }
            Terminations.UnionWith(found);
        }
        return null;
    }

    private Rejection? Add(ElementMove move)
    {
        if (Find(move.Source, out List<ElementInstance> sources) is { } rejection)
        {
            return rejection;
        }
        foreach (ElementInstance source in sources)
        {
            Terminations.Add(source);
            long? ancestor = move.Ancestor switch
            {
                MoveAncestor.SourceParent => source.Scope!.Key,
                MoveAncestor.Inferred => CommonScope(source, move.TargetElementId)?.Key,
                _ => move.AncestorKey,
            };
            Activations.Add(new ElementActivation(move.TargetElementId, ancestor) { Variables = move.Variables });
        }
        return null;
    }

    private ElementInstance? CommonScope(ElementInstance source, string targetId)
    {
        ExecutableElement? target = instance.Definition.Process.Element(targetId);
        for (ElementInstance? scope = source.Scope; scope is not null && target is not null; scope = scope.Scope)
        {
            for (ExecutableElement? around = target.Parent; around is not null; around = around.Parent)
            {
                if (ReferenceEquals(scope.Element, around))
                {
                    return scope;
                }
            }
        }
        return null;
    }

    private Rejection? Find(ElementSource source, out List<ElementInstance> found)
    {
        found =
        [
            .. state.ElementInstances.Where(each =>
                !each.IsProcess
                && ReferenceEquals(each.ProcessInstance, instance)
                && (source.Key is { } key ? each.Key == key : string.Equals(each.Element.Id, source.ElementId, StringComparison.Ordinal))
            ),
        ];
        if (found.Count > 0)
        {
            return null;
        }
        string what = source.Key is { } wanted ? FormattableString.Invariant($"{wanted}") : $"'{source.ElementId}'";
        return new Rejection(
            RejectionKind.InvalidArgument,
            $"Expected to end element instance {what} of process instance {instance.Key}, but nothing of this name is active in it."
        );
    }
}
