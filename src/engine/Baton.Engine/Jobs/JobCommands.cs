using Baton.Feel;

namespace Baton.Engine.Jobs;

/// <summary>A worker did the job. Allowed whether or not the job was ever handed to a worker.</summary>
/// <param name="JobKey">The job.</param>
/// <param name="Variables">The result.</param>
public sealed record CompleteJob(long JobKey, FeelContext Variables) : EngineCommand
{
    /// <summary>What jobs of task listeners and ad-hoc sub-processes give back beside variables; others have none.</summary>
    public JobResult? Result { get; init; }
}

/// <summary>What the worker of a special job decided.</summary>
public abstract record JobResult
{
    private protected JobResult() { }
}

/// <summary>A worker could not do the job.</summary>
/// <param name="JobKey">The job.</param>
/// <param name="Retries">How often it may still be tried; 0 raises an incident.</param>
/// <param name="Message">What went wrong; cut at 10,000 characters.</param>
/// <param name="Variables">Written to the task's own scope.</param>
/// <param name="RetryBackOff">How long the job is kept from workers before the next try.</param>
public sealed record FailJob(long JobKey, int Retries, string? Message, FeelContext Variables, TimeSpan RetryBackOff) : EngineCommand;

/// <summary>A worker met an error that the model may know: the search for a catching event starts at the task.</summary>
/// <param name="JobKey">The job.</param>
/// <param name="ErrorCode">What catching events compare with.</param>
/// <param name="ErrorMessage">For people.</param>
/// <param name="Variables">Local to the catching event.</param>
public sealed record ThrowJobError(long JobKey, string ErrorCode, string? ErrorMessage, FeelContext Variables) : EngineCommand;

/// <summary>Changes how often a job may still be tried, or how urgent it is; null leaves a value alone.</summary>
/// <param name="JobKey">The job.</param>
/// <param name="Retries">At least 1.</param>
/// <param name="Priority">Higher ones are handed out first.</param>
public sealed record UpdateJob(long JobKey, int? Retries, int? Priority = null) : EngineCommand;

/// <summary>
/// What the worker would have to be told is more than fits into one answer: an incident waits for an operator, and until it is resolved the
/// job is not handed out.
/// </summary>
/// <param name="JobKey">The job.</param>
/// <param name="Reason">What is too large and what to do, for an operator.</param>
public sealed record WithholdJob(long JobKey, string Reason) : EngineCommand;
