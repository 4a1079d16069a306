namespace Baton.Runtime.Workers;

/// <summary>Thrown by a worker: its job ends with an error that the model may catch, as by <see cref="JobAnswer.Error"/>.</summary>
public sealed class BpmnErrorException : Exception
{
    /// <summary>An error without a code, which only a catch-all event catches.</summary>
    public BpmnErrorException()
        : this("") { }

    /// <summary>An error with the code that the model knows it by.</summary>
    public BpmnErrorException(string code)
        : this(code, $"The worker threw the error '{code}'.") { }

    /// <summary>An error with its code and a text for people.</summary>
    public BpmnErrorException(string code, string message)
        : base(message) => Code = code;

    /// <summary>An error with its code and what caused it.</summary>
    public BpmnErrorException(string code, Exception innerException)
        : base($"The worker threw the error '{code}'.", innerException) => Code = code;

    /// <summary>The code that the model knows it by.</summary>
    public string Code { get; }

    /// <summary>Variables for where the error is caught; an object that serializes to a JSON object, or null.</summary>
    public object? Variables { get; init; }
}
