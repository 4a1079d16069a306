using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>Whose promises a user sees; of cases that he may read.</summary>
internal static class CallBackList
{
    /// <summary>Those that he promised, those on cases whose task he holds, and those of absent people whose deputy he is.</summary>
    public static IQueryable<CallBack> Mine(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var held = db.WorkItems.Where(item => item.Status == WorkItemStatus.Open && item.ConsultationKey == null && item.Assignee == me);
        if (!user.MayStandIn)
            return Readable(db, user).Where(row => row.PromisedBy == me || held.Any(item => item.CaseKey == row.CaseKey));
        var absent = StandIns.For(db, me);
        return Readable(db, user)
            .Where(row => row.PromisedBy == me || absent.Contains(row.PromisedBy) || held.Any(item => item.CaseKey == row.CaseKey));
    }

    /// <summary>Those of members of his departments, and those on cases whose free task a group of his may take; without his own.</summary>
    public static IQueryable<CallBack> OfGroups(DeskDb db, DeskUser user)
    {
        var (departments, groups) = (user.Departments, user.Groups);
        var members = db.DepartmentMembers.Where(one => departments.Contains(one.DepartmentCode)).Select(one => one.UserName);
        var free = db.WorkItems.Where(item =>
            item.Status == WorkItemStatus.Open
            && item.Assignee == null
            && item.Candidates.Any(one => one.IsGroup && groups.Contains(one.Name))
        );
        var mine = Mine(db, user).Select(row => row.Key);
        return Readable(db, user)
            .Where(row => members.Contains(row.PromisedBy) || free.Any(item => item.CaseKey == row.CaseKey))
            .Where(row => !mine.Contains(row.Key));
    }

    private static IQueryable<CallBack> Readable(DeskDb db, DeskUser user)
    {
        if (user.May(Permissions.ReadAllCases))
            return CallBacks.Open(db);
        var readable = CaseGuard.Readable(db, user);
        return CallBacks.Open(db).Where(row => readable.Any(one => one.Key == row.CaseKey));
    }
}
