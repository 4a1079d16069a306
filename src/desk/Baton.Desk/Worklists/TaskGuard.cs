namespace Baton.Desk.Worklists;

/// <summary>What one user may do with one task now.</summary>
public sealed record TaskRights(bool Claim, bool Release, bool Transfer, bool Complete, bool Delegate, bool GiveBack, bool Return)
{
    /// <summary>Ask others for their part while he keeps the task.</summary>
    public bool Consult { get; init; }

    public static TaskRights None { get; } = new(false, false, false, false, false, false, false);
}

/// <summary>Who may do what with a task. Pure.</summary>
internal static class TaskGuard
{
    /// <summary>Named himself, or by one of his roles or departments, or by a role that he has for the unit of the case.</summary>
    public static bool IsCandidate(WorkItem item, DeskUser user) =>
        item.IsOfferedInUnit
        || item.Candidates.Any(candidate =>
            candidate.IsGroup ? user.Groups.Contains(candidate.Name, StringComparer.Ordinal) : candidate.Name == user.UserName
        );

    public static bool IsAssignee(WorkItem item, DeskUser user) => item.Assignee == user.UserName;

    /// <summary>
    /// A free task may be claimed or done at once by its candidates; a held one is released, handed on and done by its holder alone.
    /// A task that nobody else could pick up cannot be released, only handed on. Who has it delegated to him works on it and gives it back;
    /// to finish it is for the one who asked. A deputy takes over, does or gives back what he does for somebody absent. While the case rests, or others
    /// have still to confirm what was done, nobody does anything with it.
    /// </summary>
    public static TaskRights Rights(WorkItem item, DeskUser user)
    {
        if (item.Status != WorkItemStatus.Open || item.IsSuspended || item.AwaitsConfirmation || !user.May(Permissions.WorkOnTasks))
            return TaskRights.None;
        var isHolder = IsAssignee(item, user);
        var isDeputy = item.DeputisedFor is not null;
        if (item.DelegatedBy is not null)
            return TaskRights.None with { GiveBack = isHolder || isDeputy };
        var mayTake = item.Assignee is null && IsCandidate(item, user);
        return new(
            Claim: mayTake || isDeputy,
            Release: isHolder && item.Candidates.Count > 0,
            Transfer: isHolder || mayTake,
            Complete: isHolder || mayTake || isDeputy,
            Delegate: isHolder,
            GiveBack: false,
            Return: item.ConsultationKey is null && (isHolder || mayTake)
        )
        {
            Consult = item.ConsultationKey is null && isHolder,
        };
    }
}
