using Baton.Runtime.Jobs;
using Baton.Runtime.Variables;

namespace Baton.Runtime.Workers;

/// <summary>A worker that gets the variables of its jobs as an object and says how each job ends.</summary>
/// <typeparam name="TInput">The variables; each property is one.</typeparam>
public abstract class JobWorker<TInput> : IJobWorker
{
    /// <inheritdoc/>
    public abstract JobWorkerOptions Options { get; }

    /// <summary>Does the work of one job; see <see cref="IJobWorker.Work"/>.</summary>
    protected abstract Task<JobAnswer> Work(TInput input, ActivatedJob job, CancellationToken cancellationToken);

    Task<JobAnswer> IJobWorker.Work(ActivatedJob job, CancellationToken cancellationToken) =>
        Work(VariableJson.To<TInput>(job.Variables, Options.Json), job, cancellationToken);
}

/// <summary>A worker that gets the variables of its jobs as an object and completes them with another one.</summary>
/// <typeparam name="TInput">The variables; each property is one.</typeparam>
/// <typeparam name="TOutput">What the work brings; each property becomes a variable.</typeparam>
public abstract class JobWorker<TInput, TOutput> : IJobWorker
{
    /// <inheritdoc/>
    public abstract JobWorkerOptions Options { get; }

    /// <summary>
    /// Does the work of one job; see <see cref="IJobWorker.Work"/>. Other ends than completion are thrown: <see cref="BpmnErrorException"/>,
    /// <see cref="JobFailureException"/>.
    /// </summary>
    protected abstract Task<TOutput> Work(TInput input, ActivatedJob job, CancellationToken cancellationToken);

    async Task<JobAnswer> IJobWorker.Work(ActivatedJob job, CancellationToken cancellationToken) =>
        JobAnswer.Complete(await Work(VariableJson.To<TInput>(job.Variables, Options.Json), job, cancellationToken).ConfigureAwait(false));
}
