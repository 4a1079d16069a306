using Baton.Engine.AdHoc;
using Baton.Engine.Errors;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Listeners;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;

namespace Baton.Engine.Jobs;

/// <summary>Decides what workers report.</summary>
internal static class JobWork
{
    private const int MaxMessageLength = 10_000;
    private const string NoRetriesLeft = "No more retries left.";

    public static Rejection? Complete(Execution execution, CompleteJob command)
    {
        if (Workable(execution, command.JobKey, "complete", out Job job) is { } rejection)
        {
            return rejection;
        }
        ElementInstance element = job.Element;
        switch (job.Kind)
        {
            case JobKind.TaskListener:
                return TaskListeners.Done(execution, job, command);
            case JobKind.AdHocSubProcess:
                return AdHocJob.Done(execution, job, command);
            case JobKind.ExecutionListener:
                execution.Emit(new JobCompleted(element.ProcessInstance.Key, job.Key, element.Key));
                ExecutionListeners.Done(execution, element, job.ListenerEvent, command.Variables);
                return null;
            default:
                execution.Emit(new JobCompleted(element.ProcessInstance.Key, job.Key, element.Key));
                execution.Complete(element, command.Variables);
                return null;
        }
    }

    public static Rejection? Fail(Execution execution, FailJob command)
    {
        if (Workable(execution, command.JobKey, "fail", out Job job) is { } rejection)
        {
            return rejection;
        }
        ElementInstance element = job.Element;
        long instance = element.ProcessInstance.Key;
        int retries = Math.Max(0, command.Retries);
        string? message = command.Message is { Length: > MaxMessageLength } ? command.Message[..MaxMessageLength] : command.Message;
        DateTimeOffset? retryAt =
            retries > 0 && command.RetryBackOff > TimeSpan.Zero ? (execution.Context.Now + command.RetryBackOff).ToUniversalTime() : null;
        VariableWrites.Local(execution, element, command.Variables);
        execution.Emit(new JobFailed(instance, job.Key, element.Key, retries, message, retryAt));
        if (retries == 0)
        {
            string text = string.IsNullOrEmpty(message) ? NoRetriesLeft : message;
            RaiseFor(execution, job, NoRetries(job.Kind), text);
        }
        return null;
    }

    public static Rejection? ThrowError(Execution execution, ThrowJobError command)
    {
        if (Workable(execution, command.JobKey, "throw an error for", out Job job) is { } rejection)
        {
            return rejection;
        }
        if (job.Kind is JobKind.ExecutionListener or JobKind.TaskListener)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to throw an error for job {job.Key}, but it is a listener's, which cannot throw errors. Fail the job instead."
            );
        }
        ElementInstance element = job.Element;
        ErrorCatch? found = ErrorSearch.Find(element, command.ErrorCode);
        execution.Emit(
            new JobErrorThrown(
                element.ProcessInstance.Key,
                job.Key,
                element.Key,
                command.ErrorCode,
                command.ErrorMessage,
                IsCaught: found is not null
            )
        );
        if (found is { } caught)
        {
            caught.Run(execution, command.Variables);
        }
        else
        {
            VariableWrites.Local(execution, element, command.Variables);
            RaiseFor(execution, job, IncidentType.UnhandledErrorEvent, ErrorSearch.Unhandled(command.ErrorCode, command.ErrorMessage));
        }
        return null;
    }

    public static Rejection? Update(Execution execution, UpdateJob command)
    {
        if (execution.State.Job(command.JobKey) is not { } job)
        {
            return NotFound("update", command.JobKey);
        }
        if (command.Retries < 1)
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected to give job {job.Key} at least one retry, but got {command.Retries}."
            );
        }
        ElementInstance element = job.Element;
        if (command.Retries is { } retries)
        {
            execution.Emit(new JobRetriesUpdated(element.ProcessInstance.Key, job.Key, element.Key, retries));
        }
        if (command.Priority is { } priority)
        {
            execution.Emit(new JobPriorityUpdated(element.ProcessInstance.Key, job.Key, element.Key, priority));
        }
        return null;
    }

    public static Rejection? Withhold(Execution execution, WithholdJob command)
    {
        if (Workable(execution, command.JobKey, "withhold", out Job job) is { } rejection)
        {
            return rejection;
        }
        RaiseFor(execution, job, IncidentType.MessageSizeExceeded, command.Reason);
        return null;
    }

    private static Rejection? Workable(Execution execution, long jobKey, string intent, out Job job)
    {
        job = null!;
        if (execution.State.Job(jobKey) is not { } found)
        {
            return NotFound(intent, jobKey);
        }
        if (WhyHeld(found.State) is { } reason)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to {intent} job {jobKey}, but it {reason}. Resolve its incident first."
            );
        }
        job = found;
        return null;
    }

    private static string? WhyHeld(JobState state) =>
        state switch
        {
            JobState.Failed => "has failed without retries left",
            JobState.ErrorThrown => "has thrown an error that nothing caught",
            JobState.Withheld => "is too large to be handed to a worker",
            _ => null,
        };

    private static Rejection NotFound(string intent, long jobKey) =>
        new(RejectionKind.NotFound, $"Expected to {intent} job {jobKey}, but no such job is open.");

    private static IncidentType NoRetries(JobKind kind) =>
        kind switch
        {
            JobKind.ExecutionListener => IncidentType.ExecutionListenerNoRetries,
            JobKind.TaskListener => IncidentType.TaskListenerNoRetries,
            JobKind.AdHocSubProcess => IncidentType.AdHocSubProcessNoRetries,
            _ => IncidentType.JobNoRetries,
        };

    private static void RaiseFor(Execution execution, Job job, IncidentType type, string message) =>
        execution.Emit(
            new IncidentRaised(
                job.Element.ProcessInstance.Key,
                execution.NextKey(),
                job.Element.Key,
                job.Element.Element.Id,
                job.Key,
                type,
                message
            )
        );
}
