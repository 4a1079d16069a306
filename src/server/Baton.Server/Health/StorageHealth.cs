using Baton.Runtime;
using Baton.Runtime.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Baton.Server.Health;

/// <summary>
/// Whether a reader connection answers. The schema is checked before the runtime lets anybody read. A server with more to read than it can is not broken:
/// without it the others would have its share as well.
/// </summary>
internal sealed class StorageHealth(BatonRuntime runtime) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await runtime.Read(
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
        catch (ReadersBusyException busy)
        {
            return HealthCheckResult.Degraded(busy.Message);
        }
    }
}
