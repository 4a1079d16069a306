namespace Baton.Runtime.Workers;

/// <summary>How a worker ends a job. Variables are any object that serializes to a JSON object, a JSON text, or null for none.</summary>
public abstract record JobAnswer
{
    private JobAnswer() { }

    /// <summary>The work is done; the process runs on.</summary>
    public static JobAnswer Complete(object? variables = null) => new Completed(variables);

    /// <summary>The work ended with an error that the model may catch; uncaught it is an incident.</summary>
    public static JobAnswer Error(string code, string? message = null, object? variables = null) =>
        new ThrewError(code, message, variables);

    /// <summary>The work failed.</summary>
    /// <param name="message">Why, for operators.</param>
    /// <param name="retries">How often the job may still be tried; null is one less than before, 0 raises an incident.</param>
    /// <param name="pause">How long it rests before; null is <see cref="JobWorkerOptions.RetryPause"/>.</param>
    /// <param name="variables">Written to the element, for the next try.</param>
    public static JobAnswer Fail(string message, int? retries = null, TimeSpan? pause = null, object? variables = null) =>
        new Failed(message, retries, pause, variables);

    /// <summary>The work is done.</summary>
    /// <param name="Variables">What it brought.</param>
    public sealed record Completed(object? Variables) : JobAnswer;

    /// <summary>The work ended with an error of the model.</summary>
    /// <param name="Code">The code that the model knows it by.</param>
    /// <param name="Message">A text for people.</param>
    /// <param name="Variables">Go to where the error is caught.</param>
    public sealed record ThrewError(string Code, string? Message, object? Variables) : JobAnswer;

    /// <summary>The work failed.</summary>
    /// <param name="Message">Why, for operators.</param>
    /// <param name="Retries">How often it may still be tried; null is one less than before.</param>
    /// <param name="Pause">How long it rests before; null is the worker's pause.</param>
    /// <param name="Variables">Written to the element, for the next try.</param>
    public sealed record Failed(string Message, int? Retries, TimeSpan? Pause, object? Variables) : JobAnswer;
}
