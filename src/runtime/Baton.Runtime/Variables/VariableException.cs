namespace Baton.Runtime.Variables;

/// <summary>Variables of a process and a type of the program do not fit; the message names the place.</summary>
public sealed class VariableException : Exception
{
    /// <summary>An exception without a text of its own.</summary>
    public VariableException()
        : this("The variables do not fit the type.") { }

    /// <summary>An exception with its text.</summary>
    public VariableException(string message)
        : base(message) { }

    /// <summary>An exception with its text and what caused it.</summary>
    public VariableException(string message, Exception innerException)
        : base(message, innerException) { }
}
