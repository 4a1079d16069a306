using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>
/// Who may read one case: the same rule as <see cref="CaseGuard.Readable"/>, asked from the side of the case, so that people can be offered
/// without trying everybody's rights one by one.
/// </summary>
internal static class CaseReaders
{
    /// <summary>The active users who may read the case.</summary>
    public static async Task<IQueryable<User>> Of(DeskDb db, Case row, CancellationToken ct)
    {
        var items = await db
            .WorkItems.AsNoTracking()
            .Include(item => item.Candidates)
            .Where(item => item.CaseKey == row.Key)
            .ToListAsync(ct);
        var roles = await db.Roles.AsNoTracking().Include(role => role.Permissions).ToListAsync(ct);
        var readers = With(roles, CaseGuard.Readers);
        var all = With(roles, Permissions.ReadAllCases);
        var departmental = With(roles, Permissions.ReadDepartmentCases);
        var below = With(roles, Permissions.ReadUnitCases);
        var inUnits = With(roles, [.. Permissions.ReadWithinUnits]);
        var working = With(roles, Permissions.WorkOnTasks);
        var above = (await UnitTree.Load(db, ct)).Above(row.DepartmentCode);
        var named = Named(row, items);
        var groups = items
            .SelectMany(item => item.Candidates)
            .Where(one => one.IsGroup)
            .Select(one => one.Name)
            .ToHashSet(StringComparer.Ordinal);
        var departments = groups.Select(DepartmentGroup.Code).OfType<string>().ToList();
        var deputies = await Deputies(db, row, items, ct);
        var members = db.DepartmentMembers;
        return db.Users.Where(user =>
            !user.IsDisabled
            && (
                user.Roles.Any(one => all.Contains(one.RoleCode))
                || (
                    (user.Roles.Any(one => readers.Contains(one.RoleCode)) || user.UnitRoles.Any(one => readers.Contains(one.RoleCode)))
                    && (
                        named.Contains(user.UserName)
                        || user.Roles.Any(one => groups.Contains(one.RoleCode))
                        || members.Any(one => one.UserName == user.UserName && departments.Contains(one.DepartmentCode))
                        || (
                            user.Roles.Any(one => departmental.Contains(one.RoleCode))
                            && members.Any(one => one.UserName == user.UserName && one.DepartmentCode == row.DepartmentCode)
                        )
                        || (
                            user.Roles.Any(one => below.Contains(one.RoleCode))
                            && members.Any(one => one.UserName == user.UserName && above.Contains(one.DepartmentCode))
                        )
                        || user.UnitRoles.Any(one =>
                            above.Contains(one.UnitCode) && (inUnits.Contains(one.RoleCode) || groups.Contains(one.RoleCode))
                        )
                        || (
                            deputies.Contains(user.UserName)
                            && (
                                user.Roles.Any(one => working.Contains(one.RoleCode))
                                || user.UnitRoles.Any(one => working.Contains(one.RoleCode))
                            )
                        )
                    )
                )
            )
        );
    }

    /// <summary>Who opened it, checks it, looks after its customer, has or had a task of it, or is named for one.</summary>
    private static List<string> Named(Case row, List<WorkItem> items) =>
        [
            .. items
                .SelectMany(item =>
                    item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name).Append(item.Assignee).Append(item.CompletedBy)
                )
                .Append(row.OpenedBy)
                .Append(row.UnitManager)
                .Append(row.KeyAccountManager)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Who stands in for those who are asked for a task, or have promised to call the customer.</summary>
    private static async Task<List<string>> Deputies(DeskDb db, Case row, List<WorkItem> items, CancellationToken ct)
    {
        var callers = await CallBacks.CallBacks.Open(db).Where(one => one.CaseKey == row.Key).Select(one => one.PromisedBy).ToListAsync(ct);
        var asked = items.Where(item => item.Status == WorkItemStatus.Open).SelectMany(item => item.AskedByName()).Concat(callers);
        return [.. (await StandIns.Of(db, [.. asked.Distinct(StringComparer.Ordinal)], ct)).Select(one => one.Deputy)];
    }

    /// <summary>The roles that have one of the permissions; an administrator has them all.</summary>
    private static List<string> With(List<Role> roles, params string[] permissions) =>
        [
            .. roles
                .Where(role => role.Permissions.Exists(one => permissions.Contains(one.Permission)))
                .Select(role => role.Code)
                .Append(Role.Administrator),
        ];
}
