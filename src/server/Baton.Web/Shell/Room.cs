using Baton.Desk;

namespace Baton.Web.Shell;

/// <summary>A room of the desk as the rail shows it.</summary>
internal sealed record Room(string Address, string Icon, string Name, bool IsExact = false)
{
    /// <summary>True where the desk lets the user read customers.</summary>
    public static bool MayReadCustomers(DeskUser user) => Permissions.ReadCustomers.Any(user.May);

    /// <summary>The rooms that the user may enter, in the order of the rail.</summary>
    public static IEnumerable<Room> OpenTo(DeskUser user)
    {
        yield return new("/work", "work", ShellTexts.RoomWork);
        if (Permissions.ReadSomeCases.Any(user.May))
            yield return new("/cases", "cases", ShellTexts.RoomCases, true);
        if (MayReadCustomers(user))
            yield return new("/customers", "user", ShellTexts.RoomCustomers);
        if (user.May(Permissions.WorkOnFaxes))
            yield return new("/fax", "fax", ShellTexts.RoomFax);
        if (Permissions.ReadDefinitions.Any(user.May))
            yield return new("/decisions", "decisions", ShellTexts.RoomDecisions);
        if (user.May(Permissions.AdministerPacks))
            yield return new("/packs", "packs", ShellTexts.RoomPacks);
        if (user.May(Permissions.AdministerOrganisation))
            yield return new("/admin/departments", "tree", ShellTexts.RoomDepartments);
        if (user.May(Permissions.AdministerUsers))
            yield return new("/admin/users", "users", ShellTexts.RoomUsers);
        if (user.May(Permissions.ReadAudit))
            yield return new("/admin/audit", "shield", ShellTexts.RoomAudit);
    }
}
