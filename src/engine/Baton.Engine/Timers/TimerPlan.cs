namespace Baton.Engine.Timers;

/// <summary>When a timer is due, and how it repeats.</summary>
/// <param name="DueAt">The next instant, in UTC.</param>
/// <param name="Repetitions">How often it still fires, this time included; <see cref="Endless"/> for ever.</param>
/// <param name="Cycle">The ISO 8601 interval or cron text of a repeating timer; null for others.</param>
public sealed record TimerPlan(DateTimeOffset DueAt, int Repetitions, string? Cycle)
{
    /// <summary>Stands for any number of repetitions.</summary>
    public const int Endless = -1;

    /// <summary>
    /// The plan after this one fired: the cadence is kept from due time to due time, but what was missed is not caught up. Null when it fired for
    /// the last time.
    /// </summary>
    /// <param name="now">When it fired.</param>
    /// <param name="zone">The zone of cron texts; null is UTC.</param>
    public TimerPlan? Next(DateTimeOffset now, TimeZoneInfo? zone)
    {
        if (Cycle is null || Repetitions == 1)
        {
            return null;
        }
        int left = Repetitions == Endless ? Endless : Repetitions - 1;
        return TimerCycle.Next(Cycle, DueAt, now, zone) is { } due ? new TimerPlan(due.ToUniversalTime(), left, Cycle) : null;
    }
}
