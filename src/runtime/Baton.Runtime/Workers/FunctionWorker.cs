using Baton.Runtime.Jobs;

namespace Baton.Runtime.Workers;

/// <summary>A worker that is one function.</summary>
internal sealed class FunctionWorker(JobWorkerOptions options, Func<ActivatedJob, CancellationToken, Task<JobAnswer>> work) : IJobWorker
{
    public JobWorkerOptions Options { get; } = options;

    public Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken) => work(job, cancellationToken);
}
