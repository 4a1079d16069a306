using Baton.Desk.Cases.Following;
using Baton.Desk.Storage;
using Baton.Desk.Worklists.Consultations;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>
/// Moves a task from hand to hand: the engine moves those of processes, and the desk's rows follow it; the desk itself moves the parts in
/// consultations. The unit's actor is set before.
/// </summary>
internal static class TaskMoves
{
    public static ValueTask<Outcome<Done>> Assign(UnitOfWork unit, DeskDb db, WorkItem item, string userName, string action) =>
        item.ConsultationKey is null
            ? EngineTasks.Assign(unit, item.Key, userName, action)
            : Move(unit, db, item, (part, steps) => steps.Assigned(part, userName, action));

    /// <summary>Takes the task as it was seen: free, or from somebody absent; who was faster keeps it.</summary>
    public static ValueTask<Outcome<Done>> Claim(UnitOfWork unit, DeskDb db, WorkItem item, string userName) =>
        item.ConsultationKey is null
            ? EngineTasks.Claims(unit, item, userName)
            : Move(unit, db, item, (part, steps) => steps.Assigned(part, userName, EngineTasks.Claim));

    public static ValueTask<Outcome<Done>> Unassign(UnitOfWork unit, DeskDb db, WorkItem item, string action) =>
        item.ConsultationKey is null
            ? EngineTasks.Unassign(unit, item.Key, action)
            : Move(unit, db, item, (part, steps) => steps.Assigned(part, null, action));

    /// <summary>Everybody with the role may pick the task up, and nobody else.</summary>
    public static ValueTask<Outcome<Done>> HandToRole(UnitOfWork unit, DeskDb db, WorkItem item, string role)
    {
        if (item.ConsultationKey is null)
            return EngineTasks.HandToRole(unit, item, role);
        return Move(
            unit,
            db,
            item,
            (part, steps) =>
            {
                part.Offer([(true, role)]);
                steps.Hold(part, null, EngineTasks.Transfer);
                return steps.Updated(part, EngineTasks.Transfer);
            }
        );
    }

    /// <summary>Into the hands that it was in: first who may pick it up, then who has it.</summary>
    public static ValueTask<Outcome<Done>> PutBack(UnitOfWork unit, DeskDb db, WorkItem item, TaskHands before)
    {
        if (item.ConsultationKey is null)
            return EngineTasks.PutBack(unit, item, before);
        return Move(
            unit,
            db,
            item,
            async (part, steps) =>
            {
                if (!before.HasCandidatesOf(TaskHands.Of(part)))
                {
                    part.Offer([.. before.Users.Select(name => (false, name)), .. before.Groups.Select(name => (true, name))]);
                    await steps.Updated(part, before.Holder == part.Assignee ? EngineTasks.TakeBack : null);
                }
                if (before.Holder != part.Assignee)
                    await steps.Assigned(part, before.Holder, EngineTasks.TakeBack);
            }
        );
    }

    private static async ValueTask<Outcome<Done>> Move(UnitOfWork unit, DeskDb db, WorkItem item, Func<WorkItem, ItemSteps, Task> move)
    {
        var part = await ConsultationRows.Item(db, item.Key, CancellationToken.None);
        var row = await db.Cases.SingleAsync(one => one.Key == item.CaseKey);
        var steps = new ItemSteps(db, unit, row);
        await move(part, steps);
        (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
        await db.SaveChangesAsync();
        foreach (var topic in steps.Topics)
            unit.Tell(topic);
        return Done.Outcome;
    }
}
