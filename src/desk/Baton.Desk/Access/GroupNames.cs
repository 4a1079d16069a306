using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>What people call the groups that may take tasks.</summary>
internal static class GroupNames
{
    /// <summary>The names of all roles and departments by the group's name (<see cref="DeskUser.Groups"/>).</summary>
    public static async Task<Dictionary<string, LocalizedText>> All(DeskDb db, CancellationToken ct)
    {
        var names = await db.Roles.ToDictionaryAsync(role => role.Code, role => role.Name, StringComparer.Ordinal, ct);
        foreach (var department in await db.Departments.Select(row => new { row.Code, row.Name }).ToListAsync(ct))
            names[DepartmentGroup.Of(department.Code)] = department.Name;
        return names;
    }

    /// <summary>The same for these groups alone; unknown ones are missing.</summary>
    public static async Task<Dictionary<string, LocalizedText>> Of(DeskDb db, IReadOnlyCollection<string> groups, CancellationToken ct)
    {
        var names = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        var codes = groups.Select(DepartmentGroup.Code).OfType<string>().ToList();
        if (codes.Count < groups.Count)
        {
            foreach (
                var role in await db.Roles.Where(row => groups.Contains(row.Code)).Select(row => new { row.Code, row.Name }).ToListAsync(ct)
            )
                names[role.Code] = role.Name;
        }
        if (codes.Count > 0)
        {
            var departments = db.Departments.Where(row => codes.Contains(row.Code));
            foreach (var department in await departments.Select(row => new { row.Code, row.Name }).ToListAsync(ct))
                names[DepartmentGroup.Of(department.Code)] = department.Name;
        }
        return names;
    }
}
