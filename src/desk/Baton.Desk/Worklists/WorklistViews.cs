using Baton.Desk.Cases;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>The open tasks that a user sees, view by view. Each begins with what is his, so that it does not grow with what others have.</summary>
internal static class WorklistViews
{
    public const string Mine = "mine";
    public const string Groups = "groups";
    public const string Deputised = "deputised";
    public const string Units = "units";
    public const string Everything = "all";

    public static IQueryable<WorkItem> Of(DeskDb db, DeskUser user, string? view) =>
        view switch
        {
            Groups => OfGroups(db, user),
            Deputised => OfAbsent(db, user),
            Units => OfUnits(db, user),
            Followed.Watched or Followed.Mentioned or Followed.Customers => OfFollowed(db, user, view),
            Everything => All(db, user),
            _ => OfUser(db, user),
        };

    /// <summary>How many there are in each view; null for a view that the user has no use for. One question for all: each is a subquery of the user's row.</summary>
    public static async Task<WorklistCounts> Count(DeskDb db, DeskUser user, CancellationToken ct)
    {
        var me = user.UserName;
        var (mine, groups, all) = (OfUser(db, user), OfGroups(db, user), Open(db));
        var units = OfUnits(db, user);
        var (watched, mentioned) = (OfFollowed(db, user, Followed.Watched), OfFollowed(db, user, Followed.Mentioned));
        var (opens, isMember, readsAll) = (
            Permissions.OpenSomeCases.Any(user.May),
            user.Departments.Count > 0,
            user.May(Permissions.ReadAllCases)
        );
        var customers = db.Customers.Where(row => row.KeyAccountManager == me);
        var ofCustomers = OfFollowed(db, user, Followed.Customers);
        var callBacks = CallBackList.Mine(db, user);
        var drafts = db.Drafts.Where(row => row.UserName == me);
        var counts =
            await db
                .Users.Where(row => row.UserName == me)
                .Select(_ => new WorklistCounts(mine.Count(), groups.Count(), readsAll ? all.Count() : null)
                {
                    Units = isMember ? units.Count() : null,
                    Watched = watched.Count(),
                    Mentioned = mentioned.Count(),
                    Customers = customers.Any() ? ofCustomers.Count() : null,
                    CallBacks = callBacks.Count(),
                    Drafts = opens ? drafts.Count() : null,
                })
                .SingleOrDefaultAsync(ct)
            ?? new(0, 0, null);
        return counts with { Deputised = await CountDeputised(db, user, ct) };
    }

    /// <summary>Null where the user is nobody's deputy now: most are not, and need no question.</summary>
    private static async Task<int?> CountDeputised(DeskDb db, DeskUser user, CancellationToken ct) =>
        user.MayStandIn && await StandIns.For(db, user.UserName).AnyAsync(ct) ? await OfAbsent(db, user).CountAsync(ct) : null;

    private static IQueryable<WorkItem> OfUser(DeskDb db, DeskUser user) => Open(db).Where(item => item.Assignee == user.UserName);

    private static IQueryable<WorkItem> OfGroups(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var groups = user.Groups;
        var free = Open(db).Where(item => item.Assignee == null);
        if (user.UnitRoles.Count == 0)
            return free.Where(item =>
                item.Candidates.Any(candidate => candidate.IsGroup ? groups.Contains(candidate.Name) : candidate.Name == me)
            );
        var inUnits = UnitOffers.Of(db, user);
        return free.Where(item =>
            item.Candidates.Any(candidate => candidate.IsGroup ? groups.Contains(candidate.Name) : candidate.Name == me)
            || inUnits.Any(one => one.Key == item.Key)
        );
    }

    /// <summary>What somebody absent has or is named for; not what the user may claim in his own right.</summary>
    private static IQueryable<WorkItem> OfAbsent(DeskDb db, DeskUser user)
    {
        var own = OfGroups(db, user);
        return Deputising.Tasks(db, user).Where(item => !own.Any(one => one.Key == item.Key));
    }

    /// <summary>What the members of his departments have, and what is free for those departments; of cases that he may read.</summary>
    private static IQueryable<WorkItem> OfUnits(DeskDb db, DeskUser user)
    {
        var departments = user.Departments;
        var groups = departments.Select(DepartmentGroup.Of).ToList();
        var members = db.DepartmentMembers.Where(one => departments.Contains(one.DepartmentCode)).Select(one => one.UserName);
        var held = Open(db).Where(item => members.Contains(item.Assignee!)).Select(item => item.Key);
        var offered = Open(db)
            .Where(item => item.Assignee == null && item.Candidates.Any(one => one.IsGroup && groups.Contains(one.Name)))
            .Select(item => item.Key);
        var theirs = held.Union(offered);
        return Readable(db, user, db.WorkItems.Where(item => theirs.Contains(item.Key)));
    }

    /// <summary>What goes on with the cases that he follows; of those that he may still read.</summary>
    private static IQueryable<WorkItem> OfFollowed(DeskDb db, DeskUser user, string list)
    {
        var cases = Followed.By(db, user, list)!;
        return Readable(db, user, Open(db).Where(item => cases.Contains(item.CaseKey)));
    }

    private static IQueryable<WorkItem> All(DeskDb db, DeskUser user) => Readable(db, user, Open(db));

    private static IQueryable<WorkItem> Readable(DeskDb db, DeskUser user, IQueryable<WorkItem> items)
    {
        if (user.May(Permissions.ReadAllCases))
            return items;
        var readable = CaseGuard.Readable(db, user);
        return items.Where(item => readable.Any(row => row.Key == item.CaseKey));
    }

    private static IQueryable<WorkItem> Open(DeskDb db) => db.WorkItems.Where(item => item.Status == WorkItemStatus.Open);
}
