namespace Baton.Runtime.Schedules;

/// <summary>
/// Durable named work of the host. Its next due time is a row; when it is due it runs as a unit of work and answers when it wants to run
/// next. A run that throws is rolled back and tried again with growing pauses.
/// </summary>
/// <param name="Name">Unique in the installation; it names the row, so renaming it loses the due time.</param>
/// <param name="Run">Runs inside a unit of work; gets the instant at which it was due and returns the next one, or null to rest until
/// <see cref="UnitOfWork.SetSchedule"/> wakes it.</param>
public sealed record ScheduledWork(string Name, Func<UnitOfWork, DateTimeOffset, ValueTask<DateTimeOffset?>> Run)
{
    /// <summary>The first due time where the installation has none yet; null waits for <see cref="UnitOfWork.SetSchedule"/>.</summary>
    public Func<DateTimeOffset, DateTimeOffset?> FirstDue { get; init; } = static _ => null;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The next due time of work that goes on in many small units with other work between them: at once, yet later than this time; not long ago
    /// where it began late, so that its lag counts once.
    /// </summary>
    public static DateTimeOffset Again(DateTimeOffset now, DateTimeOffset dueAt)
    {
        var recent = now - Recent;
        return (recent > dueAt ? recent : dueAt) + Breath;
    }
}
