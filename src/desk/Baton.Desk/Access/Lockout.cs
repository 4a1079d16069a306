namespace Baton.Desk.Access;

/// <summary>Counts wrong passwords and closes the account for a while. Pure.</summary>
internal static class Lockout
{
    public static bool IsLocked(User user, DateTimeOffset now) => user.LockedUntil > now;

    /// <summary>Counts one more wrong password; true when it closed the account.</summary>
    public static bool CountFailure(User user, DateTimeOffset now, int attempts, TimeSpan duration)
    {
        user.FailedSignIns++;
        if (user.FailedSignIns < attempts)
            return false;
        user.FailedSignIns = 0;
        user.LockedUntil = now + duration;
        return true;
    }

    public static void CountSuccess(User user, DateTimeOffset now)
    {
        user.FailedSignIns = 0;
        user.LockedUntil = null;
        user.LastSignInAt = now;
    }
}
