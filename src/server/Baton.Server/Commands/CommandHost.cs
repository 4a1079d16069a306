using Baton.Runtime;
using Baton.Runtime.Storage;
using Baton.Server.Configuration;
using Baton.Server.Hosting;

namespace Baton.Server.Commands;

/// <summary>Storage, runtime and desk for one command: opened, used and closed, without a web server and without doing due work.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly InstallationLock? _lock;

    private CommandHost(WebApplication app, InstallationLock? held)
    {
        _app = app;
        _lock = held;
    }

    public ServerSettings Settings => Get<ServerSettings>();

    /// <summary>Opens the installation that the arguments name; alone, where what the command does would go past a running server.</summary>
    public static async Task<CommandHost> Start(string[] arguments, CancellationToken ct, bool alone = false)
    {
        WebApplicationBuilder builder = ServerHost.CreateBuilder(arguments);
        var reader = new SettingsReader(builder.Configuration);
        ServerSettings settings = builder.ReadSettings(arguments, reader);
        reader.ThrowIfWrong();
        Directory.CreateDirectory(settings.DataDirectory);
        // The output belongs to the command's own words.
        builder
            .Logging.ClearProviders()
            .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(settings);
        builder.Services.AddBaton(builder.Configuration, settings);
        builder.Services.Configure<RuntimeOptions>(options => options.DueWork = false);
        InstallationLock? held = alone ? InstallationLock.Take(settings) : null;
        WebApplication app = builder.Build();
        ModuleSettings.Check(app.Services, reader);
        reader.ThrowIfWrong();
        StorageCheck.Reach(app.Services.GetRequiredService<BatonStorage>());
        await app.Services.GetRequiredService<BatonRuntime>().Start(ct);
        return new CommandHost(app, held);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Prints the value (exit code 0), or to the error output what is wrong (1).</summary>
    public static async Task<int> Print<T>(Outcome<T> outcome, Func<T, string> text)
    {
        if (outcome.Problem is not { } problem)
        {
            await Console.Out.WriteLineAsync(text(outcome.Value));
            return 0;
        }
        await Console.Error.WriteLineAsync(problem.Detail);
        foreach (FieldProblem field in problem.Fields)
        {
            await Console.Error.WriteLineAsync($"  {field.Field}: {field.Message}");
        }
        return 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _lock?.Dispose();
    }
}
