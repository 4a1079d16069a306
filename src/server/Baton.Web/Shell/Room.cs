using Baton.Desk;
using Baton.Desk.Analysis;
using Baton.Desk.Cases.Categories;
using Baton.Web.Entries;

namespace Baton.Web.Shell;

/// <summary>A room of the desk as the rail shows it.</summary>
internal sealed record Room(string Address, string Icon, string Name, bool IsExact = false)
{
    /// <summary>True where the desk lets the user read customers.</summary>
    public static bool MayReadCustomers(DeskUser user) => Permissions.ReadCustomers.Any(user.May);

    /// <summary>True where the desk lets the user keep and insert phrases.</summary>
    public static bool MayUsePhrases(DeskUser user) => Permissions.UsePhrases.Any(user.May);

    /// <summary>True for whoever keeps the register of third parties, and for whoever reads the figures about them.</summary>
    public static bool MaySeeThirdParties(DeskUser user) =>
        user.May(Permissions.AdministerOrganisation) || user.May(Permissions.ReadReports);

    /// <summary>True for whoever looks after messages, and for operators.</summary>
    public static bool MayManageMessages(DeskUser user) => user.May(Permissions.ManageMessages) || user.May(Permissions.OperateEngine);

    /// <summary>The rooms that the user may enter, in the order of the rail.</summary>
    /// <param name="user">Who.</param>
    /// <param name="takesCalls">An exchange tells of calls here.</param>
    public static IEnumerable<Room> OpenTo(DeskUser user, bool takesCalls = false)
    {
        yield return new("/work", "work", ShellTexts.RoomWork);
        if (user.May(Permissions.WorkOnContacts))
            yield return new("/inbox", "mail", ShellTexts.RoomInbox);
        if (takesCalls && user.May(Permissions.WorkOnContacts))
            yield return new("/calls", "phone", ShellTexts.RoomCalls);
        foreach (var entry in CaseEntries.OpenTo(user))
            yield return new("/register/" + entry, EntryWords.Icon(entry), EntryWords.Room(entry));
        if (Permissions.ReadSomeCases.Any(user.May))
            yield return new("/cases", "cases", ShellTexts.RoomCases, true);
        if (Permissions.ReadSomeCases.Any(user.May) && user.May(Permissions.ReadReports))
            yield return new("/wall", "eye", ShellTexts.RoomWall);
        if (MayReadCustomers(user))
            yield return new("/customers", "user", ShellTexts.RoomCustomers);
        if (MayUsePhrases(user))
            yield return new("/phrases", "comment", ShellTexts.RoomPhrases);
        if (user.May(Permissions.WorkOnFaxes))
            yield return new("/fax", "fax", ShellTexts.RoomFax);
        if (MayManageMessages(user))
            yield return new("/messages", "send", ShellTexts.RoomMessages);
        if (Permissions.ReadDesigns.Any(user.May))
            yield return new("/designs", "flow", ShellTexts.RoomDesigns);
        if (user.May(Permissions.OperateEngine))
            yield return new("/operations", "operations", ShellTexts.RoomOperations);
        if (AnalysisGuard.MayRead(user))
            yield return new("/analysis", "flow", ShellTexts.RoomAnalysis);
        if (Permissions.ReadDefinitions.Any(user.May))
            yield return new("/decisions", "decisions", ShellTexts.RoomDecisions);
        if (user.May(Permissions.AdministerPacks))
            yield return new("/packs", "packs", ShellTexts.RoomPacks);
        if (MaySeeThirdParties(user))
            yield return new("/admin/third-parties", "flag", ShellTexts.RoomThirdParties);
        if (user.May(Permissions.ManageTimeLimits))
            yield return new("/admin/time-limits", "clock", ShellTexts.RoomTimeLimits);
        if (user.May(Permissions.AdministerOrganisation))
            yield return new("/admin/mailboxes", "mail", ShellTexts.RoomMailboxes);
        if (user.May(Permissions.ManageIntegrations))
            yield return new("/admin/connections", "transfer", ShellTexts.RoomConnections);
        if (user.May(Permissions.AdministerOrganisation))
            yield return new("/admin/web-forms", "send", ShellTexts.RoomWebForms);
        if (user.May(Permissions.AdministerOrganisation))
            yield return new("/admin/departments", "tree", ShellTexts.RoomDepartments);
        if (user.May(Permissions.AdministerOrganisation))
            yield return new("/admin/case-types", "cases", ShellTexts.RoomCaseTypes);
        if (CategoryGuard.MayKeep(user))
            yield return new("/admin/categories", "tag", ShellTexts.RoomCategories);
        if (user.May(Permissions.ManageIntegrations))
            yield return new("/admin/webhooks", "send", ShellTexts.RoomWebhooks);
        if (user.May(Permissions.AdministerUsers))
            yield return new("/admin/users", "users", ShellTexts.RoomUsers);
        if (user.May(Permissions.ReadAudit))
            yield return new("/admin/audit", "shield", ShellTexts.RoomAudit);
    }
}
