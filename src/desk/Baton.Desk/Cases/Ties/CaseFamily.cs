using Baton.Desk.Cases.Watching;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Ties;

/// <summary>Parents and children of cases inside a unit of work: what closing one of them means for the others.</summary>
internal static class CaseFamily
{
    public const int MaxChildren = 100;

    /// <summary>Generations that are looked at; deeper families cannot be linked.</summary>
    public const int MaxDepth = 20;

    public static IQueryable<Case> OpenChildren(DeskDb db, long key) => db.Cases.Where(row => row.ParentKey == key && !row.IsClosed);

    /// <summary>
    /// The process of a case has ended. False while its rule lets it wait for open children; else those children are closed with it, their processes
    /// aborted. The caller closes the case itself, and saves.
    /// </summary>
    public static async Task<bool> Close(DeskDb db, UnitOfWork unit, Case row, ISet<string> topics)
    {
        var children = await OpenChildren(db, row.Key).ToListAsync();
        if (children.Count == 0)
            return true;
        if (row.ClosingRule is ClosingRule.WaitForChildren)
        {
            row.WaitsForChildrenSince = unit.Now;
            Timeline.Add(db, unit, row.Key, TieCodes.WaitsForChildren, null, null, ("count", $"{children.Count}"));
            return false;
        }
        await CloseAll(db, unit, row, children, topics);
        return true;
    }

    /// <summary>Closes a parent that only waited for its children, once none of them is open any more; the caller saves.</summary>
    /// <param name="db">Its rows; a child that closes in it counts as closed.</param>
    /// <param name="unit">The unit of work.</param>
    /// <param name="parentKey">The parent.</param>
    /// <param name="without">The child that does not count any more.</param>
    /// <param name="topics">Takes what changed, for live screens.</param>
    public static async Task CloseWaiting(DeskDb db, UnitOfWork unit, long parentKey, Case without, ISet<string> topics)
    {
        var parent = await db.Cases.SingleOrDefaultAsync(row => row.Key == parentKey);
        if (parent?.WaitsForChildrenSince is null || await OpenChildren(db, parentKey).AnyAsync(row => row.Key != without.Key))
            return;
        await Finish(db, unit, parent, topics);
    }

    /// <summary>Closes a case whose process has ended before.</summary>
    public static async Task Finish(DeskDb db, UnitOfWork unit, Case row, ISet<string> topics)
    {
        row.WaitsForChildrenSince = null;
        (row.IsClosed, row.ClosedAt, row.UpdatedAt) = (true, unit.Now, unit.Now);
        row.Version++;
        Timeline.Add(db, unit, row.Key, TimelineCodes.Closed, null, null, ("status", row.Status));
        topics.UnionWith(await Watchers.Tell(db, unit, row, UnitActor.Of(unit)?.UserName, CancellationToken.None));
        topics.Add(DeskChanges.Case(row.Key));
        if (row.ParentKey is { } parent)
            await CloseWaiting(db, unit, parent, row, topics);
    }

    /// <summary>Aborts the children and all below them. A child that waits for its own closes when the last of those has.</summary>
    public static async Task CloseAll(DeskDb db, UnitOfWork unit, Case parent, IEnumerable<Case> children, ISet<string> topics)
    {
        var next = children.ToList();
        for (var depth = 0; next.Count > 0 && depth < MaxDepth; depth++)
        {
            foreach (var child in next.Where(child => child.WaitsForChildrenSince is null))
            {
                (child.SuspendedAt, child.SuspendedBy, child.SuspendReason) = (null, null, null);
                Timeline.Add(db, unit, child.Key, TieCodes.ClosedWithParent, UnitActor.Of(unit)?.UserName, null, ("number", parent.Number));
                topics.Add(DeskChanges.Case(child.Key));
                if (child.ProcessInstanceKey is { } process)
                    await unit.Engine.CancelInstance(process);
            }
            var keys = next.ConvertAll(child => child.Key);
            next = await db.Cases.Where(row => row.ParentKey != null && keys.Contains(row.ParentKey.Value) && !row.IsClosed).ToListAsync();
        }
    }

    /// <summary>
    /// Why what a person just did is not to be kept: it ended the process of a case whose children are open. Null when nothing speaks against it.
    /// </summary>
    public static async ValueTask<Problem?> Refusal(UnitOfWork unit, DeskDb db, long caseKey, DeskUser user, CancellationToken ct)
    {
        await unit.Engine.Settle();
        var row = await db
            .Cases.AsNoTracking()
            .Where(one => one.Key == caseKey && one.WaitsForChildrenSince != null)
            .Select(one => new { one.Number })
            .SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var count = await OpenChildren(db, caseKey).CountAsync(ct);
        return Problems.Rejected("children-open", user.Language, ("number", row.Number), ("count", $"{count}"));
    }
}
