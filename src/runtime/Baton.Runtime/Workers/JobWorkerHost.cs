using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Workers;

/// <summary>
/// Starts a worker once everything else of the host has started and stops it before anything else is stopped, so that the order in which
/// runtime and workers are registered does not matter.
/// </summary>
internal sealed class JobWorkerHost<TWorker>(BatonRuntime runtime, IServiceScopeFactory scopes, ILogger<TWorker> logger)
    : IHostedLifecycleService
    where TWorker : class, IJobWorker
{
    private RunningWorker? _running;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var options = scope.ServiceProvider.GetRequiredService<TWorker>().Options;
            var named = options with { Name = options.Name ?? typeof(TWorker).Name };
            _running = runtime.StartWorker(new ScopedWorker<TWorker>(scopes, named), logger);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _running?.Stop(cancellationToken) ?? Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
