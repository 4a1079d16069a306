using Baton.Engine;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Baton.Runtime.Variables;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Workers;

/// <summary>Lets a worker do one job and gives the answer to the engine. It never throws: what goes wrong fails the job.</summary>
internal sealed partial class JobExecution(BatonRuntime runtime, IJobWorker worker, JobWorkerOptions options, ILogger logger)
{
    private const int LongestMessage = 4_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Does the job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stop">The worker must stop: the work is cancelled and the job is given back.</param>
    public async Task Run(ActivatedJob job, CancellationToken stop)
    {
        using var scope = logger.BeginScope(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["JobKey"] = job.JobKey,
                ["ProcessInstanceKey"] = job.ProcessInstanceKey,
                ["ElementId"] = job.ElementId,
            }
        );
        try
        {
            var answer = await Work(job, stop).ConfigureAwait(false);
            await Give(job, answer).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogAnswerLost(error, job.JobKey, job.Type, job.Deadline);
        }
    }

    /// <returns>The answer, or null when the job is to be given back.</returns>
    private async Task<JobAnswer?> Work(ActivatedJob job, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, runtime.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            return await worker.Work(job, either.Token).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"Worker {job.Worker} returned null instead of how job {job.JobKey} ended.");
        }
        catch (BpmnErrorException error)
        {
            return JobAnswer.Error(error.Code, error.Message, error.Variables);
        }
        catch (JobFailureException failure)
        {
            LogFailed(failure, job.JobKey, job.Type);
            return JobAnswer.Fail(failure.Message, failure.Retries, failure.Pause);
        }
        catch (VariableException unfit)
        {
            // Trying again changes nothing about the variables: an operator has to.
            LogFailed(unfit, job.JobKey, job.Type);
            return JobAnswer.Fail(unfit.Message, retries: 0);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested)
        {
            LogFailed(late, job.JobKey, job.Type);
            return JobAnswer.Fail($"Worker {job.Worker} did not end within {options.Timeout}.");
        }
        catch (Exception error)
        {
            LogFailed(error, job.JobKey, job.Type);
            return JobAnswer.Fail(error.Message);
        }
    }

    private async Task Give(ActivatedJob job, JobAnswer? answer)
    {
        var problem = await Write(job, answer).ConfigureAwait(false);
        if (problem is { Kind: RejectionKind.InvalidArgument } && answer is not JobAnswer.Failed)
        {
            answer = JobAnswer.Fail(problem.Detail);
            problem = await Write(job, answer).ConfigureAwait(false);
        }
        if (problem is not null)
        {
            LogRefused(job.JobKey, job.Type, problem.Detail);
            return;
        }
        LogEnded(job.JobKey, job.Type, answer?.GetType().Name ?? "GivenBack");
    }

    private async Task<Problem?> Write(ActivatedJob job, JobAnswer? answer)
    {
        var work = Command(job, answer);
        for (var pause = FirstPause; ; pause = pause * 2 > LongestPause ? LongestPause : pause * 2)
        {
            try
            {
                return (await runtime.Write(UnitNeeds.Job(job.JobKey), work).ConfigureAwait(false)).Problem;
            }
            catch (LaneBusyException) when (runtime.Clock.GetUtcNow() < job.Deadline)
            {
                await Task.Delay(pause, runtime.Clock).ConfigureAwait(false);
            }
        }
    }

    private Func<UnitOfWork, ValueTask<Outcome<Done>>> Command(ActivatedJob job, JobAnswer? answer)
    {
        try
        {
            return answer switch
            {
                JobAnswer.Completed completed => Complete(job, completed),
                JobAnswer.ThrewError threw => Throw(job, threw),
                JobAnswer.Failed failed => Fail(job, failed),
                _ => unit => unit.Engine.UpdateJob(new(job.JobKey) { Timeout = TimeSpan.Zero, LeaseToken = job.LeaseToken }),
            };
        }
        catch (VariableException unfit)
        {
            LogFailed(unfit, job.JobKey, job.Type);
            return Fail(job, new JobAnswer.Failed(unfit.Message, 0, null, null));
        }
    }

    private Func<UnitOfWork, ValueTask<Outcome<Done>>> Complete(ActivatedJob job, JobAnswer.Completed answer)
    {
        var variables = VariableJson.From(answer.Variables, options.Json);
        return unit => unit.Engine.CompleteJob(job.JobKey, variables, leaseToken: job.LeaseToken);
    }

    private Func<UnitOfWork, ValueTask<Outcome<Done>>> Throw(ActivatedJob job, JobAnswer.ThrewError answer)
    {
        var request = new ThrowJobErrorRequest(job.JobKey, answer.Code)
        {
            ErrorMessage = Shortened(answer.Message),
            Variables = VariableJson.From(answer.Variables, options.Json),
            LeaseToken = job.LeaseToken,
        };
        return unit => unit.Engine.ThrowJobError(request);
    }

    private Func<UnitOfWork, ValueTask<Outcome<Done>>> Fail(ActivatedJob job, JobAnswer.Failed answer)
    {
        var request = new FailJobRequest(job.JobKey)
        {
            Retries = Math.Max(0, answer.Retries ?? job.Retries - 1),
            ErrorMessage = Shortened(answer.Message),
            RetryBackOff = answer.Pause ?? options.RetryPause,
            Variables = VariableJson.From(answer.Variables, options.Json),
            LeaseToken = job.LeaseToken,
        };
        return unit => unit.Engine.FailJob(request);
    }

    private static string? Shortened(string? message) =>
        message is { Length: > LongestMessage } ? message[..LongestMessage] + "…" : message;

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {JobKey} of type '{JobType}' has ended: {Answer}.")]
    private partial void LogEnded(long jobKey, string jobType, string answer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobKey} of type '{JobType}' failed.")]
    private partial void LogFailed(Exception error, long jobKey, string jobType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer for job {JobKey} of type '{JobType}' was refused: {Reason}")]
    private partial void LogRefused(long jobKey, string jobType, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The answer for job {JobKey} of type '{JobType}' could not be written; the job comes back at {Deadline}."
    )]
    private partial void LogAnswerLost(Exception error, long jobKey, string jobType, DateTimeOffset deadline);
}
