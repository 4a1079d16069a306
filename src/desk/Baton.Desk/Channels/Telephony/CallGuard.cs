using Baton.Desk.Storage;

namespace Baton.Desk.Channels.Telephony;

/// <summary>Who may see which calls.</summary>
internal static class CallGuard
{
    /// <summary>Whoever decides about contacts takes calls.</summary>
    public static bool MayTake(DeskUser user) => user.May(Permissions.WorkOnContacts);

    /// <summary>His own; for those who steer also what came to their departments and to nobody's.</summary>
    public static IQueryable<Call> Readable(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        if (!MayTake(user))
            return db.Set<Call>().Where(row => false);
        if (!user.May(Permissions.SteerCases))
            return db.Set<Call>().Where(row => row.UserName == me);
        if (user.May(Permissions.ReadAllCases) && !user.UnitPermissions.Contains(Permissions.ReadAllCases))
            return db.Set<Call>();
        var units = user.Departments.ToList();
        return db.Set<Call>()
            .Where(row =>
                row.UserName == me
                || (row.Unit != null && units.Contains(row.Unit))
                || db.DepartmentMembers.Any(one => one.UserName == row.UserName && units.Contains(one.DepartmentCode))
            );
    }

    /// <summary>What rings at him or at a queue of his departments, and what he has answered.</summary>
    public static IQueryable<Call> Live(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        var units = user.Departments.ToList();
        return MayTake(user)
            ? db.Set<Call>()
                .Where(row =>
                    ((row.Phase == CallEvents.Ringing || row.Phase == CallEvents.Answered) && row.UserName == me)
                    || (row.Phase == CallEvents.Ringing && row.UserName == null && row.Unit != null && units.Contains(row.Unit))
                )
            : db.Set<Call>().Where(row => false);
    }
}
