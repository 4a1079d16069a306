using Baton.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Baton.Server.Health;

/// <summary>Whether a unit of work that changes nothing passes the write lane in good time.</summary>
internal sealed class LaneHealth(BatonRuntime runtime) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Limit);
        try
        {
            await runtime.Write<Done>(_ => ValueTask.FromResult(Done.Outcome), timeout.Token);
            return HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"A unit of work waits longer than {Limit.TotalSeconds} seconds.");
        }
    }
}
