using Baton.Server.Configuration;

namespace Baton.Server.Hosting;

/// <summary>
/// The time between being asked to stop and stopping. The server goes on answering, but says that it is not ready and keeps no connection, so that
/// proxies in front send their requests elsewhere before it is gone. Safe for any number of threads.
/// </summary>
internal sealed partial class Drain(ServerSettings settings, IHostApplicationLifetime server, ILogger<Drain> logger)
{
    private int _began;

    /// <summary>Whether the server was asked to stop.</summary>
    public bool HasBegun => Volatile.Read(ref _began) != 0 || server.ApplicationStopping.IsCancellationRequested;

    /// <summary>Stops the server when the time is over; asked once more, at once.</summary>
    public void Begin()
    {
        bool isFirst = Interlocked.Exchange(ref _began, 1) == 0;
        if (!isFirst || settings.DrainTime == TimeSpan.Zero)
        {
            server.StopApplication();
            return;
        }
        LogBegun(settings.DrainTime.TotalSeconds);
        _ = StopLater();
    }

    /// <summary>By real time: a pinned clock must not keep a server from stopping.</summary>
    private async Task StopLater()
    {
        await Task.Delay(settings.DrainTime, TimeProvider.System, server.ApplicationStopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        server.StopApplication();
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Asked to stop: not ready any more, and answering for another {Seconds} s while proxies send their requests elsewhere."
    )]
    private partial void LogBegun(double seconds);
}
