namespace Baton.Testing;

/// <summary>A process instance is not as a test expects it. The message names the process, what is open, and what was passed.</summary>
public sealed class ProcessAssertionException : Exception
{
    /// <summary>An assertion without a text of its own.</summary>
    public ProcessAssertionException()
        : this("The process is not as expected.") { }

    /// <summary>An assertion with its text.</summary>
    public ProcessAssertionException(string message)
        : base(message) { }

    /// <summary>An assertion with its text and what caused it.</summary>
    public ProcessAssertionException(string message, Exception innerException)
        : base(message, innerException) { }
}
