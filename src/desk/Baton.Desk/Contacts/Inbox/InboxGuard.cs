using Baton.Desk.Storage;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Whose contacts are whose to see and to decide.</summary>
internal static class InboxGuard
{
    public static bool MayWork(DeskUser user) => user.May(Permissions.WorkOnContacts);

    /// <summary>What belongs to no unit, and what belongs to one of his; all of it for whoever reads all cases.</summary>
    public static IQueryable<IncomingContact> Readable(DeskDb db, DeskUser user)
    {
        if (!MayWork(user))
            return db.IncomingContacts.Where(row => false);
        if (user.May(Permissions.ReadAllCases) && !user.UnitPermissions.Contains(Permissions.ReadAllCases))
            return db.IncomingContacts;
        var units = user.Departments.Union(user.ReadableUnits, StringComparer.Ordinal).ToList();
        return db.IncomingContacts.Where(row => row.Unit == null || units.Contains(row.Unit));
    }
}
