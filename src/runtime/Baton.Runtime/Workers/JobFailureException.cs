namespace Baton.Runtime.Workers;

/// <summary>Thrown by a worker: its job fails and says how to go on, as by <see cref="JobAnswer.Fail"/>.</summary>
public sealed class JobFailureException : Exception
{
    /// <summary>A failure without a text of its own.</summary>
    public JobFailureException()
        : this("The worker failed.") { }

    /// <summary>A failure with its text for operators.</summary>
    public JobFailureException(string message)
        : base(message) { }

    /// <summary>A failure with its text for operators and what caused it.</summary>
    public JobFailureException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>How often the job may still be tried; null is one less than before, 0 raises an incident.</summary>
    public int? Retries { get; init; }

    /// <summary>How long it rests before the next try; null is <see cref="JobWorkerOptions.RetryPause"/>.</summary>
    public TimeSpan? Pause { get; init; }
}
