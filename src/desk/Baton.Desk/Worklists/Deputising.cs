using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>
/// The tasks that a person does as the deputy of somebody absent: those assigned to him, and free ones for which he is named himself. What he
/// sees by his groups alone stays with the others of the groups.
/// </summary>
internal static class Deputising
{
    public static IQueryable<WorkItem> Tasks(DeskDb db, DeskUser user)
    {
        var absent = StandIns.For(db, user.UserName);
        return db.WorkItems.Where(item =>
            item.Status == WorkItemStatus.Open
            && (
                absent.Contains(item.Assignee!)
                || (item.Assignee == null && item.Candidates.Any(one => !one.IsGroup && absent.Contains(one.Name)))
            )
        );
    }

    /// <summary>
    /// Marks the tasks that are the user's by a role for a unit, and the open ones that he does for others and has no right of his own to; with one
    /// query for all.
    /// </summary>
    public static async Task Mark(DeskDb db, IReadOnlyCollection<WorkItem> items, DeskUser user, CancellationToken ct)
    {
        await UnitOffers.Mark(db, items, user, ct);
        var others = items.Where(item => item.Status == WorkItemStatus.Open && !IsOwn(item, user)).ToList();
        if (others.Count == 0 || !user.MayStandIn)
            return;
        var absent = await StandIns.For(db, user.UserName).ToListAsync(ct);
        foreach (var item in others)
            item.DeputisedFor = item.AskedByName().FirstOrDefault(name => absent.Contains(name, StringComparer.Ordinal));
    }

    private static bool IsOwn(WorkItem item, DeskUser user) =>
        TaskGuard.IsAssignee(item, user) || (item.Assignee is null && TaskGuard.IsCandidate(item, user));
}
