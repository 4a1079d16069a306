using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.Cases.Involvement;

/// <summary>Keeps who is involved in step with the tasks, and asks for it.</summary>
internal static class Involvements
{
    private const string WriteSql = """
        INSERT INTO desk_case_involvement (case_key, is_group, name, opened_at)
        SELECT c.key, w.is_group, w.name, c.opened_at
        FROM (
            SELECT case_key, false AS is_group, assignee AS name FROM desk_work_item WHERE case_key = {0}
            UNION SELECT case_key, false, completed_by FROM desk_work_item WHERE case_key = {0}
            UNION SELECT i.case_key, p.is_group, p.name
            FROM desk_work_item_candidate p JOIN desk_work_item i ON i.key = p.work_item_key
            WHERE i.case_key = {0}
        ) w JOIN desk_case c ON c.key = w.case_key
        WHERE w.name IS NOT NULL
        ON CONFLICT DO NOTHING
        """;

    /// <summary>The cases whose tasks have other people or groups than before, and of these the ones that may have lost some; before they are saved.</summary>
    public static IReadOnlyDictionary<long, bool> Touched(ChangeTracker tracker)
    {
        var touched = new Dictionary<long, bool>();
        foreach (var entry in tracker.Entries<WorkItem>())
        {
            if (entry.State == EntityState.Added)
                Touch(entry.Entity, mayLose: false);
            else if (entry.State == EntityState.Deleted)
                Touch(entry.Entity, mayLose: true);
            else if (entry.State == EntityState.Modified)
            {
                var assignee = entry.Property(item => item.Assignee);
                var completed = entry.Property(item => item.CompletedBy);
                if (assignee.IsModified || completed.IsModified)
                    Touch(entry.Entity, assignee.OriginalValue is not null || completed.OriginalValue is not null);
            }
        }
        foreach (var entry in tracker.Entries<WorkItemCandidate>())
        {
            if (entry.State is EntityState.Added or EntityState.Deleted)
                Touch(Item(entry.Entity.WorkItemKey), entry.State == EntityState.Deleted);
        }
        return touched;

        void Touch(WorkItem item, bool mayLose) => touched[item.CaseKey] = mayLose || touched.GetValueOrDefault(item.CaseKey);

        WorkItem Item(long key) => tracker.Entries<WorkItem>().First(entry => entry.Entity.Key == key).Entity;
    }

    /// <summary>Writes what the tasks of a case say now.</summary>
    public static async Task Write(DeskDb db, long caseKey, bool mayLose, CancellationToken ct)
    {
        if (mayLose)
        {
            var items = db.WorkItems.Where(item => item.CaseKey == caseKey);
            await db
                .CaseInvolvements.Where(row => row.CaseKey == caseKey)
                .Where(row =>
                    !items.Any(item =>
                        (!row.IsGroup && (item.Assignee == row.Name || item.CompletedBy == row.Name))
                        || item.Candidates.Any(one => one.IsGroup == row.IsGroup && one.Name == row.Name)
                    )
                )
                .ExecuteDeleteAsync(ct);
        }
        await db.Database.ExecuteSqlRawAsync(WriteSql, [caseKey], ct);
    }

    /// <summary>In what the user is involved by his name and by each of his groups, each in an order of its own.</summary>
    public static IEnumerable<IQueryable<CaseInvolvement>> Of(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return
        [
            db.CaseInvolvements.Where(row => row.Name == me && !row.IsGroup),
            .. user.Groups.Select(group => db.CaseInvolvements.Where(row => row.Name == group && row.IsGroup)),
        ];
    }

    /// <summary>All of them in one; to be narrowed to a few cases.</summary>
    public static IQueryable<CaseInvolvement> All(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var groups = user.Groups;
        return db.CaseInvolvements.Where(row => row.IsGroup ? groups.Contains(row.Name) : row.Name == me);
    }
}
