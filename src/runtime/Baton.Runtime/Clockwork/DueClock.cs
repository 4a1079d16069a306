using Baton.Runtime.Documents;
using Baton.Runtime.Jobs;
using Baton.Runtime.Schedules;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Clockwork;

/// <summary>
/// Carries out what is due: timers, start timers, schedules, what expires. It sleeps until the next due instant or until a commit tells that
/// something earlier came up.
/// </summary>
internal sealed partial class DueClock
{
    private readonly BatonRuntime _runtime;
    private readonly JobWaiters _jobs;
    private readonly ILogger _logger;
    private readonly DueTimers _timers;
    private readonly DueSchedules _schedules;
    private readonly DueDocuments _documents;
    private volatile IReadOnlyList<string> _watched = [];

    public DueClock(BatonRuntime runtime, RuntimeOptions options, IReadOnlyList<ScheduledWork> schedules, JobWaiters jobs, ILogger logger)
    {
        _runtime = runtime;
        _jobs = jobs;
        _logger = logger;
        _timers = new(runtime, options, logger);
        _schedules = new(runtime, schedules, logger);
        _documents = new(runtime, options);
        Loop = new(runtime.Clock, runtime.LongestSleep, RunOnce, WakeWorkers, LogFailed);
    }

    /// <summary>Carries out all that is due, then sleeps until the next due instant.</summary>
    public BackgroundLoop Loop { get; }

    /// <summary>Gives schedules that the database does not know their first due time.</summary>
    public Task Prepare() => _schedules.Prepare();

    /// <summary>Somebody waits for jobs of the type: from now on the next instant is one at which some of them may be had again, too.</summary>
    public void Watch(string type)
    {
        if (!_watched.Contains(type, StringComparer.Ordinal))
        {
            Loop.Wake();
        }
    }

    private async Task<bool> RunOnce(CancellationToken cancellationToken)
    {
        var any = await _timers.Run(cancellationToken).ConfigureAwait(false);
        any |= await _schedules.Run(cancellationToken).ConfigureAwait(false);
        any |= await _documents.Run(cancellationToken).ConfigureAwait(false);
        return any;
    }

    /// <summary>Wakes workers whose wait has come to an end, and tells the next instant at which anything is due.</summary>
    private async Task<long?> WakeWorkers()
    {
        // Whoever begins to wait between the two lines wakes the loop once more.
        _watched = [];
        var types = _watched = _jobs.Types;
        var now = Instant.ToMilliseconds(_runtime.Clock.GetUtcNow());
        var next = await _timers.Next().ConfigureAwait(false);
        next = Instant.Earlier(next, await _schedules.Next().ConfigureAwait(false));
        next = Instant.Earlier(next, await _documents.Next().ConfigureAwait(false));
        foreach (var type in types)
        {
            var (available, later) = await _runtime
                .ReadAtOnce(connection => new ValueTask<(bool, long?)>(
                    (JobQueries.AnyAvailable(connection, type, now), JobQueries.NextAvailable(connection, type, now))
                ))
                .ConfigureAwait(false);
            if (available)
            {
                _jobs.Wake(type);
            }
            next = Instant.Earlier(next, later);
        }
        return next;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Due work could not be carried out; it is tried again.")]
    private partial void LogFailed(Exception error);
}
