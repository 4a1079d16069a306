using Baton.Feel;

namespace Baton.Engine.UserTasks;

/// <summary>A change of a user task that its listeners have not let through yet.</summary>
public sealed record UserTaskTransition
{
    /// <summary>Which change; one of the states in -ing.</summary>
    public required UserTaskState State { get; init; }

    /// <summary>The caller's word for what is being done.</summary>
    public string? Action { get; init; }

    /// <summary>Who will have the task.</summary>
    public string? Assignee { get; init; }

    /// <summary>Whether a listener chose that person.</summary>
    public bool IsAssigneeCorrected { get; init; }

    /// <summary>What the task will say about itself.</summary>
    public required UserTaskDetails Details { get; init; }

    /// <summary>The variables that come with it: of a completion the result, of an update what is to be set.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <summary>Whether variables of an update go to exactly the task's scope.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The names of what will be different from now, as workers of listeners get them.</summary>
    public IReadOnlyList<string> ChangedAttributes(UserTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        UserTaskDetails before = task.Details;
        var changed = new List<string>();
        Add("assignee", !string.Equals(Assignee, task.Assignee, StringComparison.Ordinal));
        Add("candidateGroupsList", !Details.CandidateGroups.SequenceEqual(before.CandidateGroups, StringComparer.Ordinal));
        Add("candidateUsersList", !Details.CandidateUsers.SequenceEqual(before.CandidateUsers, StringComparer.Ordinal));
        Add("dueDate", Details.DueDate != before.DueDate);
        Add("followUpDate", Details.FollowUpDate != before.FollowUpDate);
        Add("priority", Details.Priority != before.Priority);
        Add("variables", Variables.Count > 0);
        return changed;

        void Add(string name, bool isChanged)
        {
            if (isChanged)
            {
                changed.Add(name);
            }
        }
    }
}
