using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>Puts together what a user may do from the rows of users, roles and departments.</summary>
internal static class DeskUsers
{
    /// <summary>Names differ in nothing but case: kept and compared in lower case, without blanks around.</summary>
    public static string Normal(string userName) => userName.Trim().ToLowerInvariant();

    /// <summary>Null for an unknown or disabled user.</summary>
    public static async Task<DeskUser?> Load(DeskDb db, string userName, CancellationToken ct)
    {
        var user = await db
            .Users.AsNoTracking()
            .Include(row => row.Roles)
            .Include(row => row.UnitRoles)
            .SingleOrDefaultAsync(row => row.UserName == userName, ct);
        return user is null or { IsDisabled: true } ? null : await Load(db, user, ct);
    }

    public static async Task<DeskUser> Load(DeskDb db, User user, CancellationToken ct)
    {
        var roles = user.Roles.Select(row => row.RoleCode).Order(StringComparer.Ordinal).ToList();
        var permissions = roles.Contains(Role.Administrator)
            ? Permissions.All
            : await db
                .Roles.Where(role => roles.Contains(role.Code))
                .SelectMany(role => role.Permissions)
                .Select(row => row.Permission)
                .ToListAsync(ct);
        var departments = await db
            .DepartmentMembers.Where(member => member.UserName == user.UserName)
            .Select(member => member.DepartmentCode)
            .OrderBy(code => code)
            .ToListAsync(ct);
        var now = db.Now;
        var isNamed = await db.Deputies.AnyAsync(row => row.DeputyName == user.UserName && row.EndsAt > now, ct);
        var reach = await UnitReach.Load(db, user, permissions, departments, ct);
        return new DeskUser(
            user.UserName,
            user.DisplayName,
            roles,
            departments,
            permissions.Concat(reach.Permissions).ToHashSet(StringComparer.Ordinal),
            user.Language
        )
        {
            SecurityStamp = user.SecurityStamp,
            UnitRoles = reach.Roles,
            UnitPermissions = reach.Permissions,
            ReadableUnits = reach.Readable,
            IsNamedDeputy = isNamed,
        };
    }

    /// <summary>Display names by user name; unknown names are missing.</summary>
    public static async Task<Dictionary<string, string>> Names(DeskDb db, IEnumerable<string?> userNames, CancellationToken ct)
    {
        var wanted = userNames.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var unknown = wanted.Where(name => !db.KnownNames.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            var found = await db
                .Users.Where(user => unknown.Contains(user.UserName))
                .Select(user => new { user.UserName, user.DisplayName })
                .ToDictionaryAsync(user => user.UserName, user => user.DisplayName, StringComparer.Ordinal, ct);
            foreach (var name in unknown)
                db.KnownNames[name] = found.GetValueOrDefault(name);
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            if (db.KnownNames[name] is { } displayName)
                names[name] = displayName;
        }
        return names;
    }

    /// <summary>The same where the customer himself may have been the one.</summary>
    public static async Task<Dictionary<string, string>> Names(
        DeskDb db,
        IEnumerable<string?> userNames,
        string language,
        CancellationToken ct
    )
    {
        var names = await Names(db, userNames, ct);
        names[CustomerHimself.UserName] = CustomerHimself.Name(language);
        return names;
    }

    /// <summary>All users who have the role, everywhere or for a unit.</summary>
    public static IQueryable<User> Holding(DeskDb db, string role) =>
        db.Users.Where(row => row.Roles.Any(one => one.RoleCode == role) || row.UnitRoles.Any(one => one.RoleCode == role));

    /// <summary>Active users who have a role everywhere that holds the permission.</summary>
    public static IQueryable<User> Allowed(DeskDb db, string permission)
    {
        var roles = db.Roles.Where(role => role.Permissions.Any(row => row.Permission == permission)).Select(role => role.Code);
        return db.Users.Where(user =>
            !user.IsDisabled && user.Roles.Any(row => row.RoleCode == Role.Administrator || roles.Contains(row.RoleCode))
        );
    }

    /// <summary>Active users whom work for these groups in a case of a unit concerns: whoever has one of the roles there, and of a department its contact person or else, where there is none or he is disabled, all members.</summary>
    public static async Task<List<string>> InGroups(DeskDb db, IReadOnlyCollection<string> groups, string? unit, CancellationToken ct)
    {
        var codes = groups.Select(DepartmentGroup.Code).OfType<string>().ToList();
        var roles = groups.Where(group => DepartmentGroup.Code(group) is null).ToList();
        var people = roles.Count == 0 ? [] : await WithRoles(db, roles, unit, ct);
        if (codes.Count == 0)
            return people;
        var departments = await db.Departments.Include(row => row.Members).Where(row => codes.Contains(row.Code)).ToListAsync(ct);
        var named = departments.SelectMany(row => row.Members.Select(member => member.UserName).Append(row.ContactPerson)).ToList();
        var active = await db
            .Users.Where(row => !row.IsDisabled && named.Contains(row.UserName))
            .Select(row => row.UserName)
            .ToHashSetAsync(ct);
        // A contact person who has left must not keep work from the others.
        var concerned = departments.SelectMany(row =>
            row.ContactPerson is { } one && active.Contains(one)
                ? [one]
                : row.Members.Select(member => member.UserName).Where(active.Contains)
        );
        return [.. people.Union(concerned, StringComparer.Ordinal)];
    }

    /// <summary>Active users who have at least one of the roles everywhere, or for the unit or one above it.</summary>
    private static async Task<List<string>> WithRoles(DeskDb db, IReadOnlyCollection<string> roles, string? unit, CancellationToken ct)
    {
        var above = unit is null ? [] : (await UnitTree.Load(db, ct)).Above(unit);
        return await db
            .Users.Where(user =>
                !user.IsDisabled
                && (
                    user.Roles.Any(role => roles.Contains(role.RoleCode))
                    || user.UnitRoles.Any(role => roles.Contains(role.RoleCode) && above.Contains(role.UnitCode))
                )
            )
            .Select(user => user.UserName)
            .ToListAsync(ct);
    }
}
