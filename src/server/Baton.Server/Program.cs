using Baton.Desk;
using Baton.Desk.Http;
using Baton.Server.Access;
using Baton.Server.ApiReference;
using Baton.Server.Commands;
using Baton.Server.Configuration;
using Baton.Server.EngineApi;
using Baton.Server.Health;
using Baton.Server.Hosting;
using Baton.Server.Problems;
using Baton.Server.Telemetry;
using Baton.Web;

namespace Baton.Server;

/// <summary>The table of contents of the server: storage, runtime, desk, /v2, /api, UI.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => CommandLine.Run(arguments);

    /// <summary>Puts the server together; <see cref="ServeCommand"/> starts it.</summary>
    /// <exception cref="ConfigurationErrorException">Settings cannot be used.</exception>
    internal static WebApplication Build(string[] arguments)
    {
        WebApplicationBuilder builder = ServerHost.CreateBuilder(arguments);
        var reader = new SettingsReader(builder.Configuration);
        ServerSettings settings = builder.ReadSettings(arguments, reader);
        builder.UseSettings(settings);
        builder.AddTelemetry(settings);

        builder.Services.AddSingleton(settings);
        builder.Services.AddBaton(builder.Configuration, settings);
        builder.Services.AddSingleton<Preparation>();
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddSingleton<IHostLifetime, ServerLifetime>();
        builder.Services.AddAccessControl(settings);
        builder.Services.AddProblems();
        builder.Services.AddHealth();
        builder.Services.AddApiReference();
        builder.Services.AddBatonWeb();
        builder.Services.AddPageCompression();

        WebApplication app = builder.Build();
        ModuleSettings.Check(app.Services, reader);
        reader.ThrowIfWrong();

        app.UseTrustedProxies(settings.Proxies);
        app.UseDrainedConnections();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseBatonWeb();
        app.UseProblems();
        app.UseRequestLimits(settings.AttachmentMegabytes);
        app.UseAuthentication();
        app.UseSameOrigin();
        app.UseAuthorization();
        app.UseKnownParameters();
        app.UseAntiforgery();

        app.MapHealth();
        app.MapEngineApi(settings.ControlledClock);
        app.MapDesk();
        app.MapApiReference();
        app.MapBatonWeb();
        return app;
    }
}
