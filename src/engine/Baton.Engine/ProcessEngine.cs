using Baton.Engine.AdHoc;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.Modification;
using Baton.Engine.Signals;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;

namespace Baton.Engine;

/// <summary>
/// The engine: a command on a state gives events, an event on a state gives the next state. Pure; a state is used by one thread at a time,
/// different states by as many as wanted.
/// </summary>
public static class ProcessEngine
{
    /// <summary>
    /// Carries out a command up to the next wait states. Every event is applied to <paramref name="state"/> as it is emitted. A refusal is found
    /// before the first event, so the state is then unchanged. A caller that cannot commit the events throws the state away.
    /// </summary>
    public static Decision Decide(InstanceState state, EngineCommand command, in EngineContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        var execution = new Execution(state, context);
        if (Start(execution, command) is { } rejection)
        {
            return Decision.Rejected(rejection);
        }
        execution.Run();
        return Decision.Accepted(execution);
    }

    /// <summary>Applies one event: the only way a state changes, in live work and in replay.</summary>
    public static void Apply(InstanceState state, EngineEvent @event, IDefinitionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        @event.Apply(state, catalog);
        state.Version++;
    }

    private static Rejection? Start(Execution execution, EngineCommand command) =>
        command switch
        {
            CreateInstance create => InstanceCreation.Start(execution, create),
            CancelInstance cancel => InstanceCancellation.Start(execution, cancel),
            MigrateInstance migrate => InstanceMigration.Start(execution, migrate),
            ModifyInstance modify => InstanceModification.Start(execution, modify),
            CompleteJob complete => JobWork.Complete(execution, complete),
            FailJob fail => JobWork.Fail(execution, fail),
            ThrowJobError error => JobWork.ThrowError(execution, error),
            WithholdJob withhold => JobWork.Withhold(execution, withhold),
            UpdateJob update => JobWork.Update(execution, update),
            TriggerTimer trigger => TimerTriggering.Start(execution, trigger),
            CorrelateMessage correlate => MessageCorrelation.Start(execution, correlate),
            BroadcastSignal broadcast => SignalBroadcast.Start(execution, broadcast),
            ActivateAdHocElements activate => AdHocElementActivation.Start(execution, activate),
            SetVariables set => VariableSetting.Start(execution, set),
            ResolveIncident resolve => IncidentResolution.Start(execution, resolve),
            AssignUserTask assign => UserTaskWork.Assign(execution, assign),
            UnassignUserTask unassign => UserTaskWork.Unassign(execution, unassign),
            UpdateUserTask update => UserTaskWork.Update(execution, update),
            CompleteUserTask complete => UserTaskWork.Complete(execution, complete),
            _ => throw new ArgumentException($"{command.GetType().Name} is not a command of the engine.", nameof(command)),
        };
}
