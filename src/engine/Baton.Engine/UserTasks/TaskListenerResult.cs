using Baton.Engine.Jobs;

namespace Baton.Engine.UserTasks;

/// <summary>What a task listener decided: let the change be, correct it, or refuse it.</summary>
/// <param name="Denied">Refuses the change; only of assigning, updating and completing.</param>
/// <param name="DeniedReason">Why, for whoever asked for the change.</param>
/// <param name="Corrections">What is to be different; null corrects nothing.</param>
public sealed record TaskListenerResult(bool Denied, string? DeniedReason, UserTaskCorrections? Corrections) : JobResult
{
    /// <summary>The change may be as it is.</summary>
    public static TaskListenerResult Accepted { get; } = new(false, null, null);
}

/// <summary>What a task listener wants a user task to be.</summary>
/// <param name="Assignee">Who gets the task; an empty text is nobody, null leaves it alone.</param>
/// <param name="Changes">What the task says about itself.</param>
public sealed record UserTaskCorrections(string? Assignee, UserTaskChanges Changes);
