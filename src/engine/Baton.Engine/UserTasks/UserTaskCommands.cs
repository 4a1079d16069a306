using Baton.Feel;

namespace Baton.Engine.UserTasks;

/// <summary>Gives a user task to somebody.</summary>
/// <param name="UserTaskKey">The task.</param>
/// <param name="Assignee">Who; not empty.</param>
/// <param name="AllowOverride">False refuses when somebody already has it.</param>
/// <param name="Action">The caller's word for what is being done; kept in the event.</param>
public sealed record AssignUserTask(long UserTaskKey, string Assignee, bool AllowOverride = true, string? Action = null) : EngineCommand;

/// <summary>Takes a user task from whoever has it.</summary>
/// <param name="UserTaskKey">The task.</param>
/// <param name="Action">The caller's word for what is being done.</param>
public sealed record UnassignUserTask(long UserTaskKey, string? Action = null) : EngineCommand;

/// <summary>Changes what a user task says about itself.</summary>
/// <param name="UserTaskKey">The task.</param>
/// <param name="Changes">What to change.</param>
/// <param name="Action">The caller's word for what is being done.</param>
public sealed record UpdateUserTask(long UserTaskKey, UserTaskChanges Changes, string? Action = null) : EngineCommand;

/// <summary>Finishes a user task.</summary>
/// <param name="UserTaskKey">The task.</param>
/// <param name="Variables">The result.</param>
/// <param name="Action">The caller's word for what was done, such as the button that was pressed.</param>
public sealed record CompleteUserTask(long UserTaskKey, FeelContext Variables, string? Action = null) : EngineCommand;

/// <summary>Changes to a user task. Null leaves a value alone.</summary>
public sealed record UserTaskChanges
{
    /// <summary>Replaces the candidate users; empty clears them.</summary>
    public IReadOnlyList<string>? CandidateUsers { get; init; }

    /// <summary>Replaces the candidate groups; empty clears them.</summary>
    public IReadOnlyList<string>? CandidateGroups { get; init; }

    /// <summary>Replaces the due date; an empty text clears it, other texts are ISO 8601 instants with an offset.</summary>
    public string? DueDate { get; init; }

    /// <summary>Replaces the follow-up date; like <see cref="DueDate"/>.</summary>
    public string? FollowUpDate { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Priority { get; init; }
}
