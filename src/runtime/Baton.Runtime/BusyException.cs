namespace Baton.Runtime;

/// <summary>The server has more work than it accepts. Nothing happened; the caller may try again later.</summary>
public abstract class BusyException : Exception
{
    private protected BusyException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    private protected BusyException(string message, Exception innerException)
        : base(message, innerException) => RetryAfter = UsualPause;

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan RetryAfter { get; }

    private protected static TimeSpan UsualPause => TimeSpan.FromSeconds(1);
}
