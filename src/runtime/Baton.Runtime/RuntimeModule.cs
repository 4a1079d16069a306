using Baton.Runtime.Outbox;
using Baton.Runtime.Schedules;
using Baton.Runtime.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Baton.Runtime;

/// <summary>Registers the runtime. The host adds a storage, and may add participants, outbox drivers, schedules and preparations.</summary>
public static class RuntimeModule
{
    /// <summary>Adds the runtime, its clock and the hosted work that starts and stops it.</summary>
    public static IServiceCollection AddBatonRuntime(this IServiceCollection services, RuntimeOptions? options = null)
    {
        // Not by its type: the container would hand the clock to itself as its source and never return.
        services.TryAddSingleton(_ => new BatonClock());
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<BatonClock>());
        services.TryAddSingleton(options ?? new RuntimeOptions());
        services.TryAddSingleton(provider => new RuntimeParts(
            [.. provider.GetServices<IUnitParticipant>()],
            [.. provider.GetServices<IOutboxDriver>()],
            [.. provider.GetServices<ScheduledWork>()],
            [.. provider.GetServices<StoragePreparation>()]
        )
        {
            Keepers = [.. provider.GetServices<HistoryKeeper>()],
            Endings = [.. provider.GetServices<UnitEnding>()],
        });
        services.TryAddSingleton<BatonRuntime>();
        services.TryAddSingleton(provider => provider.GetRequiredService<BatonRuntime>().Search);
        services.AddHostedService<RuntimeHost>();
        return services;
    }

    /// <summary>Starts the runtime with the host; the container disposes it after everything that uses it.</summary>
    private sealed class RuntimeHost(BatonRuntime runtime) : IHostedService
    {
        /// <summary>A host that prepares things before it lets anybody in has started the runtime itself.</summary>
        public Task StartAsync(CancellationToken cancellationToken) =>
            runtime.IsRunning ? Task.CompletedTask : runtime.Start(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => runtime.DisposeAsync().AsTask();
    }
}
