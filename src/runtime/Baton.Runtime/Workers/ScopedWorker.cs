using Baton.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Runtime.Workers;

/// <summary>A worker of the container: each job is given to an instance from a scope of its own.</summary>
internal sealed class ScopedWorker<TWorker>(IServiceScopeFactory scopes, JobWorkerOptions options) : IJobWorker
    where TWorker : class, IJobWorker
{
    public JobWorkerOptions Options { get; } = options;

    public async Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var worker = scope.ServiceProvider.GetRequiredService<TWorker>();
            return await worker.Work(job, cancellationToken).ConfigureAwait(false);
        }
    }
}
