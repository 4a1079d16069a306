using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Baton.Runtime.Workers;

/// <summary>Registers job workers.</summary>
public static class WorkersModule
{
    /// <summary>
    /// Lets <typeparamref name="TWorker"/> work on jobs while the host runs. Each job gets an instance from a scope of its own, unless the
    /// class is registered as a singleton. Needs <see cref="RuntimeModule.AddBatonRuntime"/>, before or after.
    /// </summary>
    public static IServiceCollection AddJobWorker<TWorker>(this IServiceCollection services)
        where TWorker : class, IJobWorker
    {
        services.TryAddScoped<TWorker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JobWorkerHost<TWorker>>());
        return services;
    }
}
