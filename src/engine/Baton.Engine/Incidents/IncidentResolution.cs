using Baton.Engine.Instances;
using Baton.Engine.Jobs;

namespace Baton.Engine.Incidents;

/// <summary>Decides <see cref="ResolveIncident"/>.</summary>
internal static class IncidentResolution
{
    public static Rejection? Start(Execution execution, ResolveIncident command)
    {
        if (execution.State.Incident(command.IncidentKey) is not { } incident)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to resolve incident {command.IncidentKey}, but no such incident is open."
            );
        }
        if (incident is { Job: { State: JobState.Failed, Retries: <= 0 } job })
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to resolve incident {incident.Key} of job {job.Key}, but the job has no retries left. Give it retries first."
            );
        }
        ElementInstance instance = incident.Element;
        execution.Emit(new IncidentResolved(instance.ProcessInstance.Key, incident.Key, instance.Key, incident.Job?.Key));
        if (incident.Job is null)
        {
            RunAgain(execution, instance);
        }
        return null;
    }

    /// <summary>A failed step leaves the instance in the state in which it can be run again.</summary>
    private static void RunAgain(Execution execution, ElementInstance instance)
    {
        switch (instance.State)
        {
            case ElementState.Activating:
                execution.RunActivation(instance);
                break;
            case ElementState.Completing:
                execution.RunCompletion(instance);
                break;
            case ElementState.Terminating when instance.UserTask is null:
                execution.RunCancelListeners(instance);
                break;
            default:
                instance.Element.Behavior.Retry(execution, instance);
                break;
        }
    }
}
