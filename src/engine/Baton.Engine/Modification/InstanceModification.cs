using System.Buffers;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Modification;

/// <summary>Decides <see cref="ModifyInstance"/>.</summary>
internal static class InstanceModification
{
    /// <summary>
    /// Entering a scope runs expressions of the model, and whether they fail shows when it is too late to refuse. Everything is tried on a
    /// copy of the state first.
    /// </summary>
    public static Rejection? Start(Execution execution, ModifyInstance command)
    {
        var snapshot = new ArrayBufferWriter<byte>();
        SnapshotCodec.Write(snapshot, execution.State);
        InstanceState copy = SnapshotCodec.Read(snapshot.WrittenSpan, execution.Context.Catalog)!;
        return CarryOut(new Execution(copy, execution.Context), command) ?? CarryOut(execution, command);
    }

    private static Rejection? CarryOut(Execution execution, ModifyInstance command)
    {
        if (execution.State.ElementInstance(command.ProcessInstanceKey) is not { IsProcess: true, State: ElementState.Activated } instance)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to modify process instance {command.ProcessInstanceKey}, but no such instance is active."
            );
        }
        var plan = new ModificationPlan(instance, execution.State);
        if (plan.Read(command) is { } rejection)
        {
            return rejection;
        }
        var activation = new Activations(execution, instance);
        foreach (ElementActivation each in plan.Activations)
        {
            if (activation.Begin(each) is { } refused)
            {
                return refused;
            }
        }
        foreach (ElementInstance ending in WithEmptyScopes(plan.Terminations))
        {
            execution.QueueTermination(ending);
        }
        execution.Run();
        activation.Run();
        return null;
    }

    /// <summary>A scope in which nothing is left ends with what was in it; answers the outermost of all that end.</summary>
    private static List<ElementInstance> WithEmptyScopes(HashSet<ElementInstance> ending)
    {
        foreach (ElementInstance instance in ending.ToArray())
        {
            for (ElementInstance? scope = instance.Scope; scope is not null && IsLeftEmpty(scope, ending); scope = scope.Scope)
            {
                ending.Add(scope);
            }
        }
        return [.. ending.Where(instance => instance.Scope is null || !ending.Contains(instance.Scope)).OrderBy(instance => instance.Key)];
    }

    private static bool IsLeftEmpty(ElementInstance scope, HashSet<ElementInstance> ending)
    {
        for (ElementInstance? child = scope.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!ending.Contains(child))
            {
                return false;
            }
        }
        return scope.TokenCount == 0;
    }
}
