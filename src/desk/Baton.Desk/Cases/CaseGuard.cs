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
        var items = InvolvedItems(db, user);
        var readable = db.Cases.Where(row =>
            row.OpenedBy == me
            || row.UnitManager == me
            || row.KeyAccountManager == me
            || (row.DepartmentCode != null && units.Contains(row.DepartmentCode))
            || items.Any(item => item.CaseKey == row.Key)
        );
        if (user.MayStandIn)
            readable = Or(readable, CallBacks.CallBacks.Deputised(db, user));
        return WorkingRoles(user) is { Count: > 0 } roles ? Or(readable, UnitOffers.Cases(db, roles)) : readable;

        IQueryable<Case> Or(IQueryable<Case> some, IQueryable<long> others) =>
            db.Cases.Where(row => some.Any(one => one.Key == row.Key) || others.Contains(row.Key));
    }

    /// <summary>
    /// The same cases in parts that each have an index of their own in the order of their opening; a case may be in several. One condition for all of
    /// them together would have no index, and the database would walk over millions of cases of others.
    /// </summary>
    public static IReadOnlyList<IQueryable<Case>> ReadableParts(DeskDb db, DeskUser user)
    {
        if (user.May(Permissions.ReadAllCases))
            return [db.Cases];
        var involved = Involved(db, user);
        return [.. OwnParts(db, user), db.Cases.Where(row => involved.Contains(row.Key))];
    }

    /// <summary>What he opened, checks and looks after, and the cases of his units.</summary>
    private static IEnumerable<IQueryable<Case>> OwnParts(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return
        [
            db.Cases.Where(row => row.OpenedBy == me),
            db.Cases.Where(row => row.UnitManager == me),
            db.Cases.Where(row => row.KeyAccountManager == me),
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
        if (user.May(Permissions.ReadAllCases))
            return await db.Cases.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(ct);
        var wanted = keys.ToHashSet();
        var readable = new HashSet<long>();
        var involved = Involved(db, user);
        List<IQueryable<Case>> left = [db.Cases.Where(row => involved.Contains(row.Key))];
        // Very many units are one part, which no index has in the order of opening.
        var entries = Units(user).Count <= UnitPartsMax ? OwnEntriesAKey * keys.Count : 0;
        foreach (var part in OwnParts(db, user))
        {
            if (stretch is not null && entries > 0 && await OpenedIn(part, stretch, entries, ct) is { } own)
            {
                readable.UnionWith(own.Where(wanted.Contains));
                entries -= own.Count;
            }
            else
            {
                left.Add(part);
                entries = 0;
            }
        }
        readable.UnionWith(
            await left.Select(part => part.Where(row => EF.Parameter(keys).Contains(row.Key)).Select(row => row.Key))
                .Aggregate((all, part) => all.Union(part))
                .ToListAsync(ct)
        );
        return [.. readable];
    }

    /// <summary>The keys of a part that were opened in a stretch of time, by the index alone; null for more than so many.</summary>
    private static async Task<List<long>?> OpenedIn(IQueryable<Case> part, Stretch stretch, int most, CancellationToken ct)
    {
        var (from, to) = (stretch.From, stretch.To);
        var keys = await part.Where(row => row.OpenedAt >= from && row.OpenedAt < to)
            .OrderBy(row => row.OpenedAt)
            .Select(row => row.Key)
            .Take(most + 1)
            .ToListAsync(ct);
        return keys.Count <= most ? keys : null;
    }

    /// <summary>The cases of some units, in parts that are read in order by the index of their unit; of very many units they are one part.</summary>
    public static IEnumerable<IQueryable<Case>> UnitParts(DeskDb db, IReadOnlyList<string> units) =>
        units.Count <= UnitPartsMax
            ? units.Select(code => db.Cases.Where(row => row.DepartmentCode == code))
            : [db.Cases.Where(row => row.DepartmentCode != null && units.Contains(row.DepartmentCode))];

    /// <summary>The units all of whose cases the user may read.</summary>
    private static IReadOnlyList<string> Units(DeskUser user) =>
        user.May(Permissions.ReadDepartmentCases)
            ? [.. user.Departments.Union(user.ReadableUnits, StringComparer.Ordinal)]
            : user.ReadableUnits;

    /// <summary>The roles for units by which he sees the cases of tasks alone; of the others he reads the unit as a whole.</summary>
    private static List<UnitRole> WorkingRoles(DeskUser user) =>
        [.. user.UnitRoles.Where(role => !Permissions.ReadWithinUnits.Any(role.Permissions.Contains))];

    /// <summary>The tasks that make a case the user's; to be narrowed to those of a case, where looking at each is faster than knowing all of them.</summary>
    private static IQueryable<WorkItem> InvolvedItems(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var groups = user.Groups;
        if (!user.MayStandIn)
        {
            return db.WorkItems.Where(item =>
                item.Assignee == me
                || item.CompletedBy == me
                || item.Candidates.Any(one => one.IsGroup ? groups.Contains(one.Name) : one.Name == me)
            );
        }
        var deputised = Deputising.Tasks(db, user);
        return db.WorkItems.Where(item =>
            item.Assignee == me
            || item.CompletedBy == me
            || item.Candidates.Any(one => one.IsGroup ? groups.Contains(one.Name) : one.Name == me)
            || deputised.Any(one => one.Key == item.Key)
        );
    }

    /// <summary>The keys of the cases that the user has or had a task of, could have taken one, has one as a deputy, or is to call back as one.</summary>
    private static IQueryable<long> Involved(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var groups = user.Groups;
        var named = db.WorkItemCandidates.Where(one => one.IsGroup ? groups.Contains(one.Name) : one.Name == me);
        var own = db
            .WorkItems.Where(item => item.Assignee == me)
            .Select(item => item.CaseKey)
            .Union(db.WorkItems.Where(item => item.CompletedBy == me).Select(item => item.CaseKey))
            .Union(named.Join(db.WorkItems, one => one.WorkItemKey, item => item.Key, (_, item) => item.CaseKey));
        if (user.MayStandIn)
            own = own.Union(Deputising.Tasks(db, user).Select(item => item.CaseKey)).Union(CallBacks.CallBacks.Deputised(db, user));
        return WorkingRoles(user) is { Count: > 0 } roles ? own.Union(UnitOffers.Cases(db, roles)) : own;
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
