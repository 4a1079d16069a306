using Baton.Server.Configuration;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Baton.Server.Telemetry;

/// <summary>Logs to the console, readable for people in development and as JSON elsewhere; traces and metrics where an endpoint is given.</summary>
internal static class TelemetrySetup
{
    /// <summary>All activity sources and meters of Baton begin with this.</summary>
    private const string Sources = "Baton.*";

    public static void AddTelemetry(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(ConfigureForPeople);
        }
        else
        {
            builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        }
        if (settings.TelemetryEndpoint is { } endpoint)
        {
            AddExport(builder.Services, endpoint);
        }
    }

    private static void ConfigureForPeople(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.TimestampFormat = "HH:mm:ss ";
    }

    private static void AddExport(IServiceCollection services, Uri endpoint) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService("baton", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3))
            )
            .WithTracing(traces => traces.AddSource(Sources).AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Sources).AddAspNetCoreInstrumentation())
            .UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, endpoint);
}
