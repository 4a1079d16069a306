namespace Baton.Runtime.Lanes;

/// <summary>The write lane has as many waiting units as it takes. Nothing happened; the caller may try again later.</summary>
public sealed class LaneBusyException : Exception
{
    public LaneBusyException()
        : this(TimeSpan.FromSeconds(1)) { }

    public LaneBusyException(string message)
        : base(message) => RetryAfter = TimeSpan.FromSeconds(1);

    public LaneBusyException(string message, Exception innerException)
        : base(message, innerException) => RetryAfter = TimeSpan.FromSeconds(1);

    public LaneBusyException(TimeSpan retryAfter)
        : base("The server has more waiting writes than it accepts (Runtime:LaneCapacity). Try again later.") => RetryAfter = retryAfter;

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan RetryAfter { get; }
}
