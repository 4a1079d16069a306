namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>Closes a case on the customers' page after wrong codes, each time for longer, so that a code cannot be guessed. Pure.</summary>
internal static class PortalLock
{
    public static bool IsLocked(PortalAccess access, DateTimeOffset now) => access.LockedUntil > now;

    /// <summary>Counts one more wrong code; true when it closed the case.</summary>
    public static bool CountFailure(PortalAccess access, DateTimeOffset now, PortalOptions options)
    {
        access.Failures++;
        if (access.Failures < options.CodeAttempts)
            return false;
        access.LockedUntil = now + Duration(access.Failures - options.CodeAttempts, options);
        return true;
    }

    public static void CountSuccess(PortalAccess access, DateTimeOffset now)
    {
        access.Failures = 0;
        access.LockedUntil = null;
        access.EnteredAt = now;
    }

    /// <summary>Twice as long with each lock before.</summary>
    internal static TimeSpan Duration(int locksBefore, PortalOptions options)
    {
        var minutes = options.LockMinutes * Math.Pow(2, Math.Min(locksBefore, 30));
        return TimeSpan.FromMinutes(Math.Min(minutes, options.LockMinutesMax));
    }
}
