using Baton.Engine.Timers;

namespace Baton.Engine.UserTasks;

/// <summary>Merges wanted changes into what a user task says about itself.</summary>
internal static class UserTaskChanging
{
    public static Rejection? Apply(UserTask task, UserTaskDetails current, UserTaskChanges changes, out UserTaskDetails details)
    {
        details = current;
        if (changes.Priority is { } priority && priority is < 0 or > UserTaskEvaluation.MaxPriority)
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected the priority of user task {task.Key} to be from 0 to 100, but got {changes.Priority}."
            );
        }
        if (Date(task, "due date", changes.DueDate, current.DueDate, out DateTimeOffset? due) is { } wrongDue)
        {
            return wrongDue;
        }
        if (Date(task, "follow-up date", changes.FollowUpDate, current.FollowUpDate, out DateTimeOffset? followUp) is { } wrongFollowUp)
        {
            return wrongFollowUp;
        }
        details = current with
        {
            CandidateUsers = changes.CandidateUsers ?? current.CandidateUsers,
            CandidateGroups = changes.CandidateGroups ?? current.CandidateGroups,
            DueDate = due,
            FollowUpDate = followUp,
            Priority = changes.Priority ?? current.Priority,
        };
        return null;
    }

    private static Rejection? Date(UserTask task, string what, string? text, DateTimeOffset? current, out DateTimeOffset? date)
    {
        date = current;
        if (text is null)
        {
            return null;
        }
        if (text.Length == 0)
        {
            date = null;
            return null;
        }
        if (!IsoInstant.TryParse(text, out DateTimeOffset instant))
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected the {what} of user task {task.Key} to be an ISO 8601 date and time with zone, but got '{text}'."
            );
        }
        date = instant;
        return null;
    }
}
