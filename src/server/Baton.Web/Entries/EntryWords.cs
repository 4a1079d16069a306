using Baton.Desk;

namespace Baton.Web.Entries;

/// <summary>What the pages for people outside the call centre are called.</summary>
internal static class EntryWords
{
    public static string Title(string entry) =>
        entry switch
        {
            CaseEntries.AccountManager => EntryTexts.TitleAccountManager,
            CaseEntries.Branch => EntryTexts.TitleBranch,
            CaseEntries.Supervision => EntryTexts.TitleSupervision,
            _ => EntryTexts.Title,
        };

    /// <summary>What the page is for, in a sentence.</summary>
    public static string Lead(string entry) =>
        entry switch
        {
            CaseEntries.AccountManager => EntryTexts.LeadAccountManager,
            CaseEntries.Branch => EntryTexts.LeadBranch,
            _ => EntryTexts.LeadSupervision,
        };

    /// <summary>The few letters that fit the rail.</summary>
    public static string Room(string entry) =>
        entry switch
        {
            CaseEntries.AccountManager => EntryTexts.RoomAccountManager,
            CaseEntries.Branch => EntryTexts.RoomBranch,
            _ => EntryTexts.RoomSupervision,
        };

    public static string Icon(string entry) =>
        entry switch
        {
            CaseEntries.AccountManager => "hand",
            CaseEntries.Branch => "edit",
            _ => "bell",
        };
}
