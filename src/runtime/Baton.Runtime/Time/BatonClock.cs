namespace Baton.Runtime.Time;

/// <summary>
/// The time of the whole installation: the system's, or an instant that it is pinned to. Instants are whole milliseconds, as the database
/// keeps them. Safe for any number of threads. Timers made by it run in real time, pinned or not.
/// </summary>
public sealed class BatonClock : TimeProvider
{
    private readonly TimeProvider _source;
    private Pin? _pin;

    public BatonClock()
        : this(System) { }

    public BatonClock(TimeProvider source) => _source = source;

    /// <summary>A clock that stands at an instant from the beginning.</summary>
    public static BatonClock Pinned(DateTimeOffset at)
    {
        var clock = new BatonClock();
        clock.PinTo(at);
        return clock;
    }

    /// <summary>The instant that the clock stands at, or null while it runs.</summary>
    public DateTimeOffset? PinnedAt => Volatile.Read(ref _pin)?.At;

    public override TimeZoneInfo LocalTimeZone => _source.LocalTimeZone;

    public override long TimestampFrequency => _source.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _pin)?.At ?? Instant.Truncate(_source.GetUtcNow());

    public override long GetTimestamp() => _source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _source.CreateTimer(callback, state, dueTime, period);

    internal void PinTo(DateTimeOffset at) => Volatile.Write(ref _pin, new Pin(Instant.Truncate(at)));

    internal void Run() => Volatile.Write(ref _pin, null);

    private sealed record Pin(DateTimeOffset At);
}
