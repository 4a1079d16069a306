namespace Baton.Desk.Conversion.Juel;

/// <summary>A JUEL expression that says something for which FEEL has no words, or that is none. It never leaves this folder.</summary>
internal sealed class JuelException : Exception
{
    public JuelException() { }

    public JuelException(string message)
        : base(message) { }

    public JuelException(string message, Exception innerException)
        : base(message, innerException) { }
}
