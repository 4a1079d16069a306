using Baton.Runtime.Jobs;

namespace Baton.Runtime.Workers;

/// <summary>
/// Works on jobs of one type. Most are written as a class derived from <see cref="JobWorker{TInput}"/> or
/// <see cref="JobWorker{TInput, TOutput}"/>, which turn variables into types of the program.
/// </summary>
public interface IJobWorker
{
    /// <summary>Which jobs, how many at once, how long. Read once, when the worker is started.</summary>
    JobWorkerOptions Options { get; }

    /// <summary>
    /// Does the work of one job; called by several threads at the same time. The same job may come again after a crash or a timeout: what it
    /// does outside should bear being done twice, with <see cref="ActivatedJob.JobKey"/> as the key of idempotency.
    /// </summary>
    /// <param name="job">The job, leased to this worker.</param>
    /// <param name="cancellationToken">Ends the work when its time is up or the worker has to stop.</param>
    /// <returns>How it ended. A <see cref="BpmnErrorException"/> or <see cref="JobFailureException"/> says the same; any other exception
    /// fails the job.</returns>
    Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken);
}
