using Baton.Runtime;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Baton.Server.Health;

/// <summary>Whether a reader connection answers. The schema is checked before the runtime lets anybody read.</summary>
internal sealed class StorageHealth(BatonRuntime runtime) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await runtime.Read(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT 1";
                return await command.ExecuteScalarAsync(cancellationToken) is not null
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy();
            },
            cancellationToken
        );
}
