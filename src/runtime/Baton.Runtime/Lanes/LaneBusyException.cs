namespace Baton.Runtime.Lanes;

/// <summary>The write lane has as many waiting units as it takes. Nothing happened; the caller may try again later.</summary>
public sealed class LaneBusyException : BusyException
{
    public LaneBusyException()
        : this(UsualPause) { }

    public LaneBusyException(string message)
        : base(message, UsualPause) { }

    public LaneBusyException(string message, Exception innerException)
        : base(message, innerException) { }

    public LaneBusyException(TimeSpan retryAfter)
        : base("The server has more waiting writes than it accepts (Runtime:LaneCapacity). Try again later.", retryAfter) { }
}
