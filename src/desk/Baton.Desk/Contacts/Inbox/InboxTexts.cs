using Baton.Desk.Texts;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>The sentences about contacts in the inbox, from the resources beside this file.</summary>
internal static class InboxTexts
{
    public static TextSet Words { get; } = new(typeof(InboxTexts));
}
