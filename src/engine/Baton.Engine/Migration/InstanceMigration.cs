using System.Buffers;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Events;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Migration;

/// <summary>Decides <see cref="MigrateInstance"/>.</summary>
internal static class InstanceMigration
{
    /// <summary>
    /// Whether the waits of the target can be opened shows when the instance already stands there. Everything is tried on a copy first, where
    /// something has to be opened.
    /// </summary>
    public static Rejection? Start(Execution execution, MigrateInstance command)
    {
        if (Plan(execution, command, out MigrationPlan plan) is { } rejection)
        {
            return rejection;
        }
        if (plan.OpensWaits)
        {
            var snapshot = new ArrayBufferWriter<byte>();
            SnapshotCodec.Write(snapshot, execution.State);
            InstanceState copy = SnapshotCodec.Read(snapshot.WrittenSpan, execution.Context.Catalog)!;
            var trial = new Execution(copy, execution.Context);
            if (Plan(trial, command, out MigrationPlan tried) is null && CarryOut(trial, command, tried) is { } failure)
            {
                return failure;
            }
        }
        return CarryOut(execution, command, plan);
    }

    private static Rejection? Plan(Execution execution, MigrateInstance command, out MigrationPlan plan)
    {
        plan = null!;
        if (execution.State.ElementInstance(command.ProcessInstanceKey) is not { IsProcess: true } instance)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to migrate process instance {command.ProcessInstanceKey}, but no such instance is active."
            );
        }
        if (execution.Context.Catalog.Process(command.TargetDefinitionKey) is not { } target)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to migrate process instance {instance.Key} to definition {command.TargetDefinitionKey}, but no such definition is deployed."
            );
        }
        plan = new MigrationPlan(instance, target, command.Mappings);
        return plan.Check();
    }

    private static Rejection? CarryOut(Execution execution, MigrateInstance command, MigrationPlan plan)
    {
        foreach (EngineEvent closing in plan.Closings())
        {
            execution.Emit(closing);
        }
        DeployedProcess target = plan.Target;
        execution.Emit(new InstanceMigrated(command.ProcessInstanceKey, target.Key, target.ProcessId, target.Version, command.Mappings));
        foreach ((ElementInstance owner, ExecutableElement[] events) in plan.Openings())
        {
            if (Waits.Open(execution, owner, events) is { } failure)
            {
                return new Rejection(
                    RejectionKind.InvalidState,
                    $"Expected to migrate process instance {command.ProcessInstanceKey}, but what '{owner.Element.Id}' waits for there could not be opened: {failure.Message}"
                );
            }
        }
        return null;
    }
}
