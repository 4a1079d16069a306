using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>How far a user's rights reach over units: worked out once when he is loaded, so that no search has to climb the tree.</summary>
/// <param name="Roles">His roles for units, with all that lies below those.</param>
/// <param name="Permissions">What he may by these roles alone.</param>
/// <param name="Readable">The units whose cases he may read, with all below them.</param>
internal sealed record UnitReach(IReadOnlyList<UnitRole> Roles, IReadOnlySet<string> Permissions, IReadOnlyList<string> Readable)
{
    private static readonly UnitReach None = new([], new HashSet<string>(), []);

    /// <param name="db">The database.</param>
    /// <param name="user">With his roles for units.</param>
    /// <param name="everywhere">What he may by the roles that he has everywhere.</param>
    /// <param name="departments">Those that he belongs to.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<UnitReach> Load(
        DeskDb db,
        User user,
        IReadOnlyCollection<string> everywhere,
        IReadOnlyCollection<string> departments,
        CancellationToken ct
    )
    {
        var readsBelow = everywhere.Contains(Desk.Permissions.ReadUnitCases) && departments.Count > 0;
        if (user.UnitRoles.Count == 0 && !readsBelow)
            return None;
        var tree = await UnitTree.Load(db, ct);
        var codes = user.UnitRoles.Select(row => row.RoleCode).Distinct().ToList();
        var permissions = (
            await db.Roles.Where(role => codes.Contains(role.Code)).SelectMany(role => role.Permissions).AsNoTracking().ToListAsync(ct)
        ).ToLookup(row => row.RoleCode, row => row.Permission, StringComparer.Ordinal);
        var roles = user
            .UnitRoles.OrderBy(row => row.RoleCode, StringComparer.Ordinal)
            .ThenBy(row => row.UnitCode, StringComparer.Ordinal)
            .Select(row => Of(row, tree, permissions[row.RoleCode]))
            .ToList();
        return Of(roles, everywhere, readsBelow ? tree.Below(departments) : []);
    }

    private static UnitRole Of(UserUnitRole row, UnitTree tree, IEnumerable<string> permissions) =>
        new(
            row.RoleCode,
            row.UnitCode,
            tree.Below([row.UnitCode]),
            permissions.Intersect(Desk.Permissions.WithinUnits, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)
        );

    /// <summary>Pure.</summary>
    internal static UnitReach Of(IReadOnlyList<UnitRole> roles, IReadOnlyCollection<string> everywhere, IReadOnlyList<string> below)
    {
        var reading = roles.Where(role => Desk.Permissions.ReadWithinUnits.Any(role.Permissions.Contains)).ToList();
        var allowed = roles.SelectMany(role => role.Permissions).Except(Desk.Permissions.ReadWithinUnits, StringComparer.Ordinal);
        // To read all or one's own department means, for a unit, to read that unit with all below it.
        var permissions = reading.Count == 0 ? allowed : allowed.Append(Desk.Permissions.ReadUnitCases);
        return new(
            roles,
            permissions.Except(everywhere, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal),
            [.. below.Union(reading.SelectMany(role => role.Reach), StringComparer.Ordinal)]
        );
    }
}
