namespace Baton.Desk.Worklists;

/// <summary>What one user may do with one task now.</summary>
public sealed record TaskRights(bool Claim, bool Release, bool Transfer, bool Complete)
{
    public static TaskRights None { get; } = new(false, false, false, false);
}

/// <summary>Who may do what with a task. Pure.</summary>
internal static class TaskGuard
{
    /// <summary>Named himself, or by one of his roles.</summary>
    public static bool IsCandidate(WorkItem item, DeskUser user) =>
        item.Candidates.Any(candidate => candidate.IsRole ? user.IsIn(candidate.Name) : candidate.Name == user.UserName);

    public static bool IsAssignee(WorkItem item, DeskUser user) => item.Assignee == user.UserName;

    /// <summary>
    /// A free task may be claimed or done at once by its candidates; a held one is released, handed on and done by its holder alone.
    /// A task that nobody else could pick up cannot be released, only handed on.
    /// </summary>
    public static TaskRights Rights(WorkItem item, DeskUser user)
    {
        if (item.Status != WorkItemStatus.Open || !user.May(Permissions.WorkOnTasks))
            return TaskRights.None;
        var isHolder = IsAssignee(item, user);
        var mayTake = item.Assignee is null && IsCandidate(item, user);
        return new(
            Claim: mayTake,
            Release: isHolder && item.Candidates.Count > 0,
            Transfer: isHolder || mayTake,
            Complete: isHolder || mayTake
        );
    }
}
