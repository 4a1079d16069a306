using Baton.Engine.Instances;

namespace Baton.Engine.UserTasks;

/// <summary>Work that waits for a person.</summary>
public sealed class UserTask
{
    internal UserTask(long key, ElementInstance element, UserTaskDetails details)
    {
        Key = key;
        Element = element;
        Details = details;
    }

    /// <summary>The task's own key; not the key of the element instance.</summary>
    public long Key { get; }

    /// <summary>The element it works for.</summary>
    public ElementInstance Element { get; }

    /// <summary>Who has it; null when nobody has.</summary>
    public string? Assignee { get; internal set; }

    /// <summary>Who may take it, until when, how urgent.</summary>
    public UserTaskDetails Details { get; internal set; }

    /// <summary>Where it stands in its life.</summary>
    public UserTaskState State { get; internal set; }

    /// <summary>The change that listeners are asked about; null when there is none.</summary>
    public UserTaskTransition? Transition { get; internal set; }
}

/// <summary>What a user task says about itself. Instants are in UTC.</summary>
public sealed record UserTaskDetails
{
    /// <summary>Persons who may take it.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>Groups whose members may take it.</summary>
    public IReadOnlyList<string> CandidateGroups { get; init; } = [];

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueDate { get; init; }

    /// <summary>When somebody should look at it again.</summary>
    public DateTimeOffset? FollowUpDate { get; init; }

    /// <summary>0 to 100.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>The form version that is shown.</summary>
    public long? FormKey { get; init; }

    /// <summary>A form that only the application knows.</summary>
    public string? ExternalForm { get; init; }

    /// <summary>The priority where none is given.</summary>
    public const int DefaultPriority = 50;
}

/// <summary>The life of a user task. The states in -ing are those in which listeners may hold it.</summary>
public enum UserTaskState : byte
{
    Created,
    Creating,
    Assigning,
    Updating,
    Completing,
    Completed,
    Canceling,
    Canceled,
    Failed,
}

/// <summary>The spelling of user task states outside the engine.</summary>
public static class UserTaskStates
{
    private static readonly string[] Names =
    [
        "CREATED",
        "CREATING",
        "ASSIGNING",
        "UPDATING",
        "COMPLETING",
        "COMPLETED",
        "CANCELING",
        "CANCELED",
        "FAILED",
    ];

    /// <summary>The state as the REST interface writes it, such as <c>ASSIGNING</c>.</summary>
    public static string RestName(this UserTaskState state) => Names[(int)state];
}
