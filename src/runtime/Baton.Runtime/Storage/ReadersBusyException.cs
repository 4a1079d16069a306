namespace Baton.Runtime.Storage;

/// <summary>As many as may read at the same time do, and those who wait are too many or waited too long. The caller may try again later.</summary>
public sealed class ReadersBusyException : BusyException
{
    public ReadersBusyException()
        : this("The server has more to read than it can at the same time (Runtime:MaxReaders). Try again later.") { }

    public ReadersBusyException(string message)
        : base(message, UsualPause) { }

    public ReadersBusyException(string message, Exception innerException)
        : base(message, innerException) { }
}
