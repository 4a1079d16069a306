using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Engine.UserTasks;
using Baton.Runtime;

namespace Baton.Desk.Worklists;

/// <summary>The engine's commands on user tasks, in the desk's words.</summary>
internal static class EngineTasks
{
    public const string Claim = "claim";
    public const string Release = "release";
    public const string Transfer = "transfer";
    public const string Delegate = "delegate";
    public const string GiveBack = "give-back";
    public const string Resume = "resume";
    public const string TakeBack = "take-back";

    public static ValueTask<Outcome<Done>> Assign(UnitOfWork unit, long taskKey, string userName, string action) =>
        unit.Engine.AssignUserTask(taskKey, userName, allowOverride: true, action);

    /// <summary>Takes the task as it was seen: free, or from somebody absent; who was faster keeps it.</summary>
    public static ValueTask<Outcome<Done>> Claims(UnitOfWork unit, WorkItem item, string userName) =>
        unit.Engine.AssignUserTask(item.Key, userName, allowOverride: item.Assignee is not null, Claim);

    public static ValueTask<Outcome<Done>> Unassign(UnitOfWork unit, long taskKey, string action) =>
        unit.Engine.UnassignUserTask(taskKey, action);

    public static ValueTask<Outcome<Done>> Complete(UnitOfWork unit, long taskKey, JsonObject variables, string action) =>
        unit.Engine.CompleteUserTask(taskKey, CaseProcess.Feel(variables), action);

    /// <summary>Everybody with the role may pick the task up, and nobody else.</summary>
    public static async ValueTask<Outcome<Done>> HandToRole(UnitOfWork unit, WorkItem item, string role)
    {
        var changes = new UserTaskChanges { CandidateUsers = [], CandidateGroups = [role] };
        var updated = await unit.Engine.UpdateUserTask(item.Key, changes, Transfer);
        if (updated.Problem is not null)
            return updated;
        return item.Assignee is null ? Done.Outcome : await Unassign(unit, item.Key, Transfer);
    }

    /// <summary>First who may pick it up, then who has it, as both were before; the last of the two says so on the time line.</summary>
    public static async ValueTask<Outcome<Done>> PutBack(UnitOfWork unit, WorkItem item, TaskHands before)
    {
        if (!before.HasCandidatesOf(TaskHands.Of(item)))
        {
            var changes = new UserTaskChanges { CandidateUsers = [.. before.Users], CandidateGroups = [.. before.Groups] };
            var updated = await unit.Engine.UpdateUserTask(item.Key, changes, before.Holder == item.Assignee ? TakeBack : null);
            if (updated.Problem is not null)
                return updated;
        }
        if (before.Holder == item.Assignee)
            return Done.Outcome;
        return before.Holder is { } holder ? await Assign(unit, item.Key, holder, TakeBack) : await Unassign(unit, item.Key, TakeBack);
    }
}
