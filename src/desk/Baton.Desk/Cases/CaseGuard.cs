using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>Who may read which cases.</summary>
internal static class CaseGuard
{
    /// <summary>Any of these opens the case pages; which cases, <see cref="Readable"/> says.</summary>
    public static readonly string[] Readers =
    [
        Permissions.ReadOwnCases,
        Permissions.ReadDepartmentCases,
        Permissions.ReadAllCases,
        Permissions.OpenCases,
        Permissions.WorkOnTasks,
        Permissions.WorkOnFaxes,
    ];

    public static bool MayReadSome(DeskUser user) => Readers.Any(user.May);

    /// <summary>
    /// The cases that the user may read: all; or those of his departments; and always those that he opened, is to check, or has or had a
    /// task of.
    /// </summary>
    public static IQueryable<Case> Readable(DeskDb db, DeskUser user)
    {
        if (user.May(Permissions.ReadAllCases))
            return db.Cases;
        var me = user.UserName;
        var groups = user.Groups;
        var departments = user.May(Permissions.ReadDepartmentCases) ? user.Departments : [];
        var involved = db.WorkItems.Where(item =>
            item.Assignee == me
            || item.CompletedBy == me
            || item.Candidates.Any(candidate => candidate.IsGroup ? groups.Contains(candidate.Name) : candidate.Name == me)
        );
        return db.Cases.Where(row =>
            row.OpenedBy == me
            || row.UnitManager == me
            || (row.DepartmentCode != null && departments.Contains(row.DepartmentCode))
            || involved.Any(item => item.CaseKey == row.Key)
        );
    }

    /// <summary>The case by number or key, if the user may read it; the same null for a case that does not exist.</summary>
    public static async Task<Case?> Find(DeskDb db, DeskUser user, string numberOrKey, CancellationToken ct)
    {
        if (!MayReadSome(user))
            return null;
        var readable = Readable(db, user);
        return long.TryParse(numberOrKey, System.Globalization.CultureInfo.InvariantCulture, out var key)
            ? await readable.SingleOrDefaultAsync(row => row.Key == key, ct)
            : await readable.SingleOrDefaultAsync(row => row.Number == numberOrKey, ct);
    }
}
