using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Merging;

/// <summary>Which cases are shown under which.</summary>
internal static class MergedCases
{
    /// <summary>Key and number of the case and of all that are merged into it, by whatever way.</summary>
    public static Task<Dictionary<long, string>> Under(DeskDb db, long key, CancellationToken ct) =>
        db.Cases.Where(row => row.Key == key || row.MergedIntoKey == key).ToDictionaryAsync(row => row.Key, row => row.Number, ct);

    /// <summary>The merge that is in force; null for a case that stands by itself.</summary>
    public static Task<CaseMerge?> Current(DeskDb db, long fromKey, CancellationToken ct) =>
        db.CaseMerges.SingleOrDefaultAsync(row => row.FromKey == fromKey && row.UndoneAt == null, ct);

    /// <summary>A case and all that were merged into it, into those, and so on, whatever it is merged into itself.</summary>
    public static async Task<List<Case>> Below(DeskDb db, Case top, CancellationToken ct)
    {
        var all = new List<Case>();
        for (List<long> keys = [top.Key]; keys.Count > 0; )
        {
            var into = keys;
            var from = db.CaseMerges.Where(row => row.UndoneAt == null && into.Contains(row.IntoKey)).Select(row => row.FromKey);
            var found = await db.Cases.Where(row => from.Contains(row.Key)).ToListAsync(ct);
            all.AddRange(found);
            keys = found.ConvertAll(row => row.Key);
        }
        return all;
    }

    /// <summary>The tasks that rest as long as the case is merged.</summary>
    public static Task<List<WorkItem>> Held(DeskDb db, long key, CancellationToken ct) =>
        db
            .WorkItems.Include(item => item.Candidates)
            .Where(item => item.CaseKey == key && item.Status == WorkItemStatus.Held)
            .OrderBy(item => item.Key)
            .ToListAsync(ct);
}
