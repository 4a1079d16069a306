using Baton.Runtime.Storage;
using Baton.Server.Configuration;
using Baton.Server.Hosting;

namespace Baton.Server.Commands;

/// <summary>Serves until the process is told to stop.</summary>
internal static class ServeCommand
{
    public static Task<int> Run(string[] arguments, CancellationToken ct) =>
        Failures.Catch(async () =>
        {
            await using WebApplication app = Program.Build(arguments);
            ServerSettings settings = app.Services.GetRequiredService<ServerSettings>();
            using InstallationLock? held = InstallationLock.Take(settings);
            Addresses.CheckFree(settings.Urls);
            await app.Services.GetRequiredService<Preparation>().Run(ct);
            await app.StartAsync(ct);
            await Console.Out.WriteLineAsync(Greeting.Text(app.Urls, settings, app.Services.GetRequiredService<BatonStorage>()));
            await app.WaitForShutdownAsync(ct);
            return 0;
        });
}
