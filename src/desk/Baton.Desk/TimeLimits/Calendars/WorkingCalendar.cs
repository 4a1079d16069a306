namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>When is work done: reckons with working time. Pure, never changes.</summary>
internal sealed class WorkingCalendar
{
    /// <summary>Open at all times; its days are days of UTC.</summary>
    public static WorkingCalendar Always { get; } = new();

    /// <summary>The instant at which that much working time has passed.</summary>
    public DateTimeOffset Add(DateTimeOffset from, WorkingAmount amount) => from.AddDays(amount.Days) + amount.Time;

    /// <summary>The working time between two instants; nothing where the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;

    /// <summary>Whether work is done at that instant.</summary>
    public bool IsOpen(DateTimeOffset at) => true;
}
