using System.Collections.Concurrent;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>The ways out and the routes of their reports alone, on a port of this machine, with the settings of a test.</summary>
internal sealed class ReportDesk : IAsyncDisposable, IMessageReports
{
    public const string Token = "a-token-of-a-gateway";

    private readonly WebApplication _app;
    private readonly string _folder;
    private int _isDisposed;

    private ReportDesk(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    /// <summary>What came in, in order.</summary>
    public ConcurrentQueue<MessageReport> Reports { get; } = [];

    /// <summary>Messages that are not known here.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ReportDesk> Start(int port, params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("baton-reports-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", $"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, one.Value)));
        builder.Services.Configure<DeskOptions>(options => options.DataDirectory = folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IMessageReports>(provider => provider.GetRequiredService<Lazy<ReportDesk>>().Value);
        builder.Services.AddMessageDrivers(builder.Configuration);
        ReportDesk? desk = null;
        builder.Services.AddSingleton(new Lazy<ReportDesk>(() => desk!));
        var app = builder.Build();
        app.MapGroup("/api").MapMessageDrivers();
        desk = new ReportDesk(app, folder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return desk;
    }

    public IMessageDriver Driver(string channel) =>
        _app.Services.GetRequiredService<ChannelSetup>().DriverOf(channel)
        ?? throw new InvalidOperationException($"Expected a driver for {channel}.");

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<bool> Take(MessageReport report, CancellationToken ct)
    {
        if (Unknown.Contains(report.MessageId ?? report.ProviderId ?? ""))
            return Task.FromResult(false);
        Reports.Enqueue(report);
        return Task.FromResult(true);
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it once more, as of what it was asked for.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
