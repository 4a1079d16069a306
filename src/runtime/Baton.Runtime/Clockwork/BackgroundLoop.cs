using Baton.Runtime.Time;

namespace Baton.Runtime.Clockwork;

/// <summary>
/// Does rounds of work until none is left, sleeps until the next is due or it is woken, and goes on after failures.
/// <see cref="RunAll"/> may be called beside it: one round runs at a time.
/// </summary>
internal sealed class BackgroundLoop : IAsyncDisposable
{
    /// <summary>After a failure the loop pauses; it must not spin on a broken database.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(1);

    private readonly BatonClock _clock;
    private readonly TimeSpan _longestSleep;
    private readonly Func<CancellationToken, Task<bool>> _round;
    private readonly Func<Task<long?>> _next;
    private readonly Action<Exception> _failed;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private long _rounds;

    /// <summary>The instant (milliseconds) until which it sleeps; while it does not, what it knows may be old, and everything wakes it.</summary>
    private long _sleepsUntil = long.MaxValue;

    /// <param name="clock">tells when something is due; while it is pinned nothing comes due by itself</param>
    /// <param name="round">does some of the work, and tells whether there was any</param>
    /// <param name="next">tells, when no work is left, at which instant there will be some; null when nothing waits for a time</param>
    /// <param name="failed">is told what a round or the question for the next instant threw</param>
    /// <param name="longestSleep">after this it looks again: a system clock may be set forward, another process may have made something due</param>
    public BackgroundLoop(
        BatonClock clock,
        TimeSpan longestSleep,
        Func<CancellationToken, Task<bool>> round,
        Func<Task<long?>> next,
        Action<Exception> failed
    )
    {
        _clock = clock;
        _longestSleep = longestSleep;
        _round = round;
        _next = next;
        _failed = failed;
    }

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

    /// <summary>Something is due at the instant (milliseconds): wakes the loop unless it looks by then anyway.</summary>
    public void Wake(long at)
    {
        if (_clock.PinnedAt is not null || at < Volatile.Read(ref _sleepsUntil))
        {
            Wake();
        }
    }

    /// <summary>Does rounds until no work is left.</summary>
    public async Task RunAll(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await _round(cancellationToken).ConfigureAwait(false))
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

    private async Task Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunAll(_stop.Token).ConfigureAwait(false);
                await Sleep(await _next().ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                _failed(error);
                await Task.Delay(Recovery, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Sleep(long? next)
    {
        var sleep = _longestSleep;
        if (_clock.PinnedAt is null && next is { } at)
        {
            var until = Instant.FromMilliseconds(at) - _clock.GetUtcNow();
            sleep = until < _longestSleep ? until : _longestSleep;
        }
        if (sleep > TimeSpan.Zero)
        {
            if (_clock.PinnedAt is null)
            {
                Volatile.Write(ref _sleepsUntil, Instant.ToMilliseconds(_clock.GetUtcNow() + sleep));
            }
            await _wake.WaitAsync(sleep, _stop.Token).ConfigureAwait(false);
            Volatile.Write(ref _sleepsUntil, long.MaxValue);
        }
    }
}
