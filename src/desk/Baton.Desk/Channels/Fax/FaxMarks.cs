namespace Baton.Desk.Channels.Fax;

/// <summary>The marks of the clock at which rounds run.</summary>
internal static class FaxMarks
{
    /// <summary>The first mark after <paramref name="now"/>, counted from the full hour; <paramref name="minutes"/> divides 60.</summary>
    public static DateTimeOffset After(DateTimeOffset now, int minutes)
    {
        var step = TimeSpan.FromMinutes(minutes).Ticks;
        return new DateTimeOffset(((now.UtcTicks / step) + 1) * step, TimeSpan.Zero);
    }
}
