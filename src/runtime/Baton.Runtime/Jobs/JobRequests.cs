using Baton.Feel;

namespace Baton.Runtime.Jobs;

/// <summary>A worker asks for jobs.</summary>
/// <param name="Type">The type it works on.</param>
/// <param name="MaxJobs">How many at most.</param>
/// <param name="Timeout">How long the jobs are its own.</param>
/// <param name="Worker">Its name, for operators.</param>
public sealed record ActivateJobsRequest(string Type, int MaxJobs, TimeSpan Timeout, string Worker = "default")
{
    /// <summary>Which variables it wants; null means all that the job sees.</summary>
    public IReadOnlyList<string>? FetchVariables { get; init; }

    /// <summary>
    /// Whether each job comes with a token without which it cannot be ended, so that a worker whose lease has passed to another is refused. From
    /// then on the job is given only to workers that want tokens.
    /// </summary>
    public bool WithLease { get; init; }
}

/// <summary>A job that is leased to a worker until its deadline.</summary>
public sealed record ActivatedJob
{
    public required long JobKey { get; init; }
    public required string Type { get; init; }
    public required string Kind { get; init; }

    /// <summary>What a listener is asked for, such as COMPLETING; UNSPECIFIED for other jobs.</summary>
    public required string ListenerEventType { get; init; }

    /// <summary>Of a task listener: the task as it will be.</summary>
    public required ListenedTask? UserTask { get; init; }
    public required long ProcessInstanceKey { get; init; }
    public required long RootProcessInstanceKey { get; init; }
    public required string ProcessDefinitionId { get; init; }
    public required int ProcessDefinitionVersion { get; init; }
    public required long ProcessDefinitionKey { get; init; }
    public required string ElementId { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }
    public required string Worker { get; init; }
    public required int Retries { get; init; }

    /// <summary>How urgent it is; those with a higher one are given out first.</summary>
    public int Priority { get; init; }

    /// <summary>After this instant others may get the job.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>What ends the job; null when it was not asked for.</summary>
    public string? LeaseToken { get; init; }

    /// <summary>The variables that the job sees, the innermost of each name.</summary>
    public required FeelContext Variables { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>A worker gives a job back.</summary>
public sealed record FailJobRequest(long JobKey)
{
    /// <summary>How often it may still be tried; 0 raises an incident.</summary>
    public int Retries { get; init; }
    public string? ErrorMessage { get; init; }

    /// <summary>How long the job is kept from workers.</summary>
    public TimeSpan RetryBackOff { get; init; }
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>The token of the activation; needed for a job that was given out with one.</summary>
    public string? LeaseToken { get; init; }
}

/// <summary>A worker reports an error that the model may know.</summary>
public sealed record ThrowJobErrorRequest(long JobKey, string ErrorCode)
{
    public string? ErrorMessage { get; init; }
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>The token of the activation; needed for a job that was given out with one.</summary>
    public string? LeaseToken { get; init; }
}

/// <summary>Changes a job; null leaves a value alone.</summary>
public sealed record UpdateJobRequest(long JobKey)
{
    public int? Retries { get; init; }

    /// <summary>How urgent the job is; those with a higher one are given out first.</summary>
    public int? Priority { get; init; }

    /// <summary>The lease ends this long from now.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The token of the activation; a change with another one is refused, one without is not.</summary>
    public string? LeaseToken { get; init; }
}
