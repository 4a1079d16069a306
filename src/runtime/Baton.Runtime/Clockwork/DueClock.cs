using Baton.Runtime.Jobs;
using Baton.Runtime.Schedules;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Clockwork;

/// <summary>
/// Carries out what is due: timers, start timers, expiries, schedules. It sleeps until the next due instant or until a commit tells that
/// something earlier came up.
/// </summary>
internal sealed partial class DueClock : IAsyncDisposable
{
    /// <summary>After a failure the loop pauses; it must not spin on a broken database.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(1);

    /// <summary>The longest sleep: a system clock that is set forward is noticed after this.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly BatonRuntime _runtime;
    private readonly JobWaiters _jobs;
    private readonly ILogger _logger;
    private readonly DueTimers _timers;
    private readonly DueSchedules _schedules;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private Task _loop = Task.CompletedTask;
    private long _rounds;

    public DueClock(BatonRuntime runtime, RuntimeOptions options, IReadOnlyList<ScheduledWork> schedules, JobWaiters jobs, ILogger logger)
    {
        _runtime = runtime;
        _jobs = jobs;
        _logger = logger;
        _timers = new(runtime, options, logger);
        _schedules = new(runtime, schedules, logger);
    }

    /// <summary>Gives schedules that the database does not know their first due time.</summary>
    public Task Prepare() => _schedules.Prepare();

    /// <summary>Grows with everything that is carried out, by whomever.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    public void Start() => _loop = Task.Run(Loop);

    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is being woken already.
        }
    }

    /// <summary>Carries out all that is due now.</summary>
    public async Task RunAll(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await RunOnce(cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Increment(ref _rounds);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private async Task<bool> RunOnce(CancellationToken cancellationToken)
    {
        var any = await _timers.Run(cancellationToken).ConfigureAwait(false);
        any |= await _schedules.Run(cancellationToken).ConfigureAwait(false);
        return any;
    }

    private async Task Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunAll(_stop.Token).ConfigureAwait(false);
                var next = await WakeWorkers().ConfigureAwait(false);
                await Sleep(next).ConfigureAwait(false);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(error);
                await Task.Delay(Recovery, _runtime.Clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Wakes workers whose wait has come to an end, and tells the next instant at which anything is due.</summary>
    private async Task<long?> WakeWorkers()
    {
        var types = _jobs.Types;
        var now = Instant.ToMilliseconds(_runtime.Clock.GetUtcNow());
        var next = await _timers.Next().ConfigureAwait(false);
        next = Earlier(next, await _schedules.Next().ConfigureAwait(false));
        foreach (var type in types)
        {
            var (available, later) = await _runtime
                .Read(connection => new ValueTask<(bool, long?)>(
                    (JobQueries.AnyAvailable(connection, type, now), JobQueries.NextAvailable(connection, type, now))
                ))
                .ConfigureAwait(false);
            if (available)
            {
                _jobs.Wake(type);
            }
            next = Earlier(next, later);
        }
        return next;
    }

    private async Task Sleep(long? next)
    {
        var sleep = LongestSleep;
        if (_runtime.Clock.PinnedAt is null && next is { } at)
        {
            var until = Instant.FromMilliseconds(at) - _runtime.Clock.GetUtcNow();
            sleep = until < LongestSleep ? until : LongestSleep;
        }
        if (sleep > TimeSpan.Zero)
        {
            await _wake.WaitAsync(sleep, _stop.Token).ConfigureAwait(false);
        }
    }

    private static long? Earlier(long? one, long? other) =>
        one is null ? other
        : other is null ? one
        : Math.Min(one.Value, other.Value);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due work could not be carried out; it is tried again.")]
    private partial void LogFailed(Exception error);
}
