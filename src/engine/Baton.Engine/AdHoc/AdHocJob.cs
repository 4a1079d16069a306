using Baton.Engine.Compilation;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Variables;

namespace Baton.Engine.AdHoc;

/// <summary>What the worker of an ad-hoc sub-process decided.</summary>
/// <param name="Activate">What begins next.</param>
/// <param name="IsCompletionConditionFulfilled">Whether the sub-process has reached what it is there for; then nothing may begin.</param>
/// <param name="IsCancelRemainingInstances">Whether what still runs is cut off.</param>
public sealed record AdHocResult(
    IReadOnlyList<AdHocActivation> Activate,
    bool IsCompletionConditionFulfilled,
    bool IsCancelRemainingInstances
) : JobResult;

/// <summary>Decides what the worker of an ad-hoc sub-process gives back.</summary>
internal static class AdHocJob
{
    /// <summary>What was to be decided about the sub-process is asked anew or not at all: its job and what failed in asking are taken back.</summary>
    public static void Withdraw(Execution execution, ElementInstance adHoc)
    {
        if (adHoc.Element.Type != ElementType.AdHocSubProcess)
        {
            return;
        }
        foreach (Incident incident in adHoc.OpenIncidents.ToArray())
        {
            execution.Emit(new IncidentResolved(adHoc.ProcessInstance.Key, incident.Key, adHoc.Key, incident.Job?.Key));
        }
        if (adHoc.Job is { Kind: JobKind.AdHocSubProcess } job)
        {
            execution.Emit(new JobCanceled(adHoc.ProcessInstance.Key, job.Key, adHoc.Key));
        }
    }

    public static Rejection? Done(Execution execution, Job job, CompleteJob command)
    {
        ElementInstance adHoc = job.Element;
        var result = command.Result as AdHocResult ?? new AdHocResult([], false, false);
        if (result is { IsCompletionConditionFulfilled: true, Activate.Count: > 0 })
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected to complete job {job.Key} of an ad-hoc sub-process, but it activates elements and calls the sub-process complete at once. Do one of the two."
            );
        }
        if (AdHocActivations.Unknown(adHoc.Element, result.Activate) is { } unknown)
        {
            return new Rejection(RejectionKind.InvalidArgument, $"Expected to activate {unknown}");
        }
        execution.Emit(new JobCompleted(adHoc.ProcessInstance.Key, job.Key, adHoc.Key));
        VariableWrites.Local(execution, adHoc, command.Variables);
        if (result.IsCompletionConditionFulfilled)
        {
            AdHocActivations.Fulfil(execution, adHoc, result.IsCancelRemainingInstances);
            return null;
        }
        if (result.IsCancelRemainingInstances)
        {
            execution.TerminateChildren(adHoc, null);
        }
        AdHocActivations.Begin(execution, adHoc, result.Activate);
        return null;
    }
}
