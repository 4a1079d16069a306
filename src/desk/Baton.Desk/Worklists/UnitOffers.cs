using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>
/// The tasks that are offered to a role which somebody has for a unit: only those of cases of that unit and of all below it are his. A role that he
/// has everywhere is a group of his own and needs none of this.
/// </summary>
internal static class UnitOffers
{
    /// <summary>The tasks, done ones too.</summary>
    public static IQueryable<WorkItem> Of(DeskDb db, DeskUser user)
    {
        var (roles, pairs) = Pairs(user.UnitRoles);
        return db.WorkItems.Where(item =>
            item.Candidates.Any(one => one.IsGroup && roles.Contains(one.Name))
            && db.Cases.Any(row =>
                row.Key == item.CaseKey
                && item.Candidates.Any(one => one.IsGroup && pairs.Contains(one.Name + "\n" + (row.DepartmentCode ?? "")))
            )
        );
    }

    /// <summary>The keys of the cases that have or had such a task for one of these roles.</summary>
    public static IQueryable<long> Cases(DeskDb db, IReadOnlyCollection<UnitRole> unitRoles)
    {
        var (roles, pairs) = Pairs(unitRoles);
        return db
            .WorkItemCandidates.Where(one => one.IsGroup && roles.Contains(one.Name))
            .Join(db.WorkItems, one => one.WorkItemKey, item => item.Key, (one, item) => new { one.Name, item.CaseKey })
            .Join(
                db.Cases,
                one => one.CaseKey,
                row => row.Key,
                (one, row) =>
                    new
                    {
                        one.Name,
                        row.DepartmentCode,
                        row.Key,
                    }
            )
            .Where(one => pairs.Contains(one.Name + "\n" + (one.DepartmentCode ?? "")))
            .Select(one => one.Key);
    }

    /// <summary>Marks the tasks of which that is true for the user; with one query for all, and none for those who have no such role.</summary>
    public static async Task Mark(DeskDb db, IReadOnlyCollection<WorkItem> items, DeskUser user, CancellationToken ct)
    {
        if (user.UnitRoles.Count == 0 || items.Count == 0)
            return;
        var keys = items.Select(item => item.CaseKey).Distinct().ToList();
        var units = await db
            .Cases.Where(row => keys.Contains(row.Key))
            .Select(row => new { row.Key, row.DepartmentCode })
            .ToDictionaryAsync(row => row.Key, row => row.DepartmentCode, ct);
        foreach (var item in items)
            item.IsOfferedInUnit = units.GetValueOrDefault(item.CaseKey) is { } unit && IsOffered(item, unit, user);
    }

    private static bool IsOffered(WorkItem item, string unit, DeskUser user) =>
        user.UnitRoles.Any(role =>
            item.Candidates.Exists(one => one.IsGroup && one.Name == role.Role) && role.Reach.Contains(unit, StringComparer.Ordinal)
        );

    /// <summary>The roles, and each of them with each unit that it reaches, as one text.</summary>
    private static (List<string> Roles, List<string> Pairs) Pairs(IReadOnlyCollection<UnitRole> roles) =>
        (
            [.. roles.Select(one => one.Role).Distinct(StringComparer.Ordinal)],
            [.. roles.SelectMany(one => one.Reach.Select(unit => one.Role + "\n" + unit)).Distinct(StringComparer.Ordinal)]
        );
}
