using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>
/// Puts a task back into the hands that it was in before its reader moved it. He need not have a right to it any more: that nobody has touched it since
/// is enough, and that he was the one who moved it is for the caller to know.
/// </summary>
public sealed class TakeBackTask(TaskCommand tasks)
{
    /// <summary>The code of the refusal of a task that somebody else has changed meanwhile.</summary>
    internal const string Changed = "task-changed-since";

    /// <param name="user">Who moved it.</param>
    /// <param name="key">The task.</param>
    /// <param name="left">Whose hands he left it in.</param>
    /// <param name="before">Whose hands it was in before.</param>
    /// <param name="ct">Gives up.</param>
    internal Task<Outcome<TaskView>> Handle(DeskUser user, long key, TaskHands left, TaskHands before, CancellationToken ct) =>
        tasks.Run(
            user,
            key,
            db => Find(db, user, key, left, ct),
            async (unit, db, item) =>
            {
                UnitActor.Set(unit, new(user.UserName));
                return await TaskMoves.PutBack(unit, db, item, before);
            },
            ct
        );

    private static async Task<Outcome<WorkItem>> Find(DeskDb db, DeskUser user, long key, TaskHands left, CancellationToken ct)
    {
        if (!user.May(Permissions.WorkOnTasks))
            return Problems.Forbidden(user.Language);
        var item = await db.WorkItems.AsNoTracking().Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == key, ct);
        return
            item is { Status: WorkItemStatus.Open, IsSuspended: false, AwaitsConfirmation: false }
            && item.Version == left.Version
            && item.Assignee == left.Holder
            ? item
            : Problems.Rejected(Changed, user.Language);
    }
}
