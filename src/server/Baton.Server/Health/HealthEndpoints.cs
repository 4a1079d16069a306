using System.Text.Json;
using Baton.Server.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Baton.Server.Health;

/// <summary>
/// <c>/health/live</c> says that the process answers; <c>/health/ready</c> that it can work: the storage answers, its schema is this
/// program's, the write lane takes work, nobody has asked it to stop. Neither tells strangers more than that.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly HealthReport Draining = new(
        new Dictionary<string, HealthReportEntry>(StringComparer.Ordinal)
        {
            ["drain"] = new(HealthStatus.Unhealthy, description: null, TimeSpan.Zero, exception: null, data: null),
        },
        TimeSpan.Zero
    );

    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<StorageHealth>("storage").AddCheck<LaneHealth>("lane");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        Drain drain = routes.ServiceProvider.GetRequiredService<Drain>();
        routes
            .MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write })
            .AllowAnonymous()
            .Add(endpoint =>
            {
                RequestDelegate check = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context => drain.HasBegun ? Refuse(context) : check(context);
            });
    }

    /// <summary>At once, however slow the storage is, and without a line of the log: a stop is no failure.</summary>
    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        return Write(context, Draining);
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal);
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { status = report.Status.ToString(), checks }));
    }
}
