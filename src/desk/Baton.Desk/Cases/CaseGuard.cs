using Baton.Desk.Cases.Involvement;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>Who may read which cases.</summary>
internal static class CaseGuard
{
    /// <summary>So many units are read one by one; more would be slower than one walk.</summary>
    private const int UnitPartsMax = 40;

    /// <summary>To walk over so many entries of an index costs no more than to look a case up.</summary>
    private const int OwnEntriesAKey = 16;

    /// <summary>Any of these opens the case pages; which cases, <see cref="Readable"/> says.</summary>
    public static readonly string[] Readers =
    [
        Permissions.ReadOwnCases,
        Permissions.ReadDepartmentCases,
        Permissions.ReadUnitCases,
        Permissions.ReadAllCases,
        .. Permissions.OpenSomeCases,
        Permissions.WorkOnTasks,
        Permissions.WorkOnFaxes,
    ];

    public static bool MayReadSome(DeskUser user) => Readers.Any(user.May);

    /// <summary>
    /// The cases that the user may read: all; or those of his departments, or of units with all below them; and always those that he opened, is to check,
    /// has or had a task of, has one of as a deputy, is to call back as one, or whose customer he looks after. To be narrowed to a few; for lists there are
    /// <see cref="ReadableParts"/>.
    /// </summary>
    public static IQueryable<Case> Readable(DeskDb db, DeskUser user)
    {
        if (user.May(Permissions.ReadAllCases))
            return db.Cases;
        var me = user.UserName;
        var units = Units(user);
        var involved = Involvements.All(db, user);
        var readable = db.Cases.Where(row =>
            row.OpenedBy == me
            || row.UnitManager == me
            || row.KeyAccountManager == me
            || (row.DepartmentCode != null && units.Contains(row.DepartmentCode))
            || involved.Any(one => one.CaseKey == row.Key)
        );
        return Others(db, user).Aggregate(readable, Or);

        IQueryable<Case> Or(IQueryable<Case> some, IQueryable<long> others) =>
            db.Cases.Where(row => some.Any(one => one.Key == row.Key) || others.Contains(row.Key));
    }

    /// <summary>
    /// The same cases in parts that each have an index of their own in the order of their opening; a case may be in several. One condition for all of
    /// them together would have no index, and the database would walk over millions of cases of others.
    /// </summary>
    public static IReadOnlyList<CasePart> ReadableParts(DeskDb db, DeskUser user) =>
        user.May(Permissions.ReadAllCases)
            ? [new(db.Cases)]
            : [.. OwnParts(db, user), .. Others(db, user).Select(others => new CasePart(db.Cases.Where(row => others.Contains(row.Key))))];

    /// <summary>What he opened, checks and looks after, what he and his groups work and worked on, and the cases of his units.</summary>
    private static IEnumerable<CasePart> OwnParts(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return
        [
            new(db.Cases.Where(row => row.OpenedBy == me)),
            new(db.Cases.Where(row => row.UnitManager == me)),
            new(db.Cases.Where(row => row.KeyAccountManager == me)),
            .. Involvements.Of(db, user).Select(by => new CasePart(db.Cases, by)),
            .. UnitParts(db, Units(user)),
        ];
    }

    /// <summary>
    /// Those of a few thousand keys whose cases the user may read. Each part is answered by its index alone; looking at every case would read a page
    /// for each.
    /// </summary>
    /// <param name="db">Whose connection is asked.</param>
    /// <param name="user">Who reads.</param>
    /// <param name="keys">The cases that come into question.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <param name="stretch">The time in which all of them were opened; null where that is not known.</param>
    public static async Task<List<long>> ReadableOf(
        DeskDb db,
        DeskUser user,
        IReadOnlyList<long> keys,
        CancellationToken ct,
        Stretch? stretch = null
    )
    {
        var wanted = keys.ToHashSet();
        var readable = new HashSet<long>();
        var left = new List<CasePart>();
        // Very many units are one part, which no index has in the order of opening.
        var entries = stretch is not null && Units(user).Count <= UnitPartsMax ? OwnEntriesAKey * keys.Count : 0;
        foreach (var part in ReadableParts(db, user))
        {
            if (entries > 0 && await UpTo(part.OpenedIn(stretch!), entries, ct) is { } own)
            {
                readable.UnionWith(own.Where(wanted.Contains));
                entries -= own.Count;
            }
            else
            {
                left.Add(part);
            }
        }
        if (left.Count > 0)
            readable.UnionWith(await left.Select(part => part.Among(keys)).Aggregate((all, part) => all.Union(part)).ToListAsync(ct));
        return [.. readable];
    }

    /// <summary>All of them; null for more than so many.</summary>
    private static async Task<List<long>?> UpTo(IQueryable<long> keys, int most, CancellationToken ct)
    {
        var all = await keys.Take(most + 1).ToListAsync(ct);
        return all.Count <= most ? all : null;
    }

    /// <summary>The cases of some units, in parts that are read in order by the index of their unit; of very many units they are one part.</summary>
    public static IEnumerable<CasePart> UnitParts(DeskDb db, IReadOnlyList<string> units) =>
        units.Count <= UnitPartsMax
            ? units.Select(code => new CasePart(db.Cases.Where(row => row.DepartmentCode == code)))
            : [new(db.Cases.Where(row => row.DepartmentCode != null && units.Contains(row.DepartmentCode)))];

    /// <summary>The units all of whose cases the user may read.</summary>
    private static IReadOnlyList<string> Units(DeskUser user) =>
        user.May(Permissions.ReadDepartmentCases)
            ? [.. user.Departments.Union(user.ReadableUnits, StringComparer.Ordinal)]
            : user.ReadableUnits;

    /// <summary>The roles for units by which he sees the cases of tasks alone; of the others he reads the unit as a whole.</summary>
    private static List<UnitRole> WorkingRoles(DeskUser user) =>
        [.. user.UnitRoles.Where(role => !Permissions.ReadWithinUnits.Any(role.Permissions.Contains))];

    /// <summary>The keys of the few cases that are his for a while: that he has a task of or is to call back as a deputy, or has a role for their unit in.</summary>
    private static IEnumerable<IQueryable<long>> Others(DeskDb db, DeskUser user)
    {
        if (user.MayStandIn)
        {
            yield return Deputising.Tasks(db, user).Select(item => item.CaseKey);
            yield return CallBacks.CallBacks.Deputised(db, user);
        }
        if (WorkingRoles(user) is { Count: > 0 } roles)
            yield return UnitOffers.Cases(db, roles);
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
