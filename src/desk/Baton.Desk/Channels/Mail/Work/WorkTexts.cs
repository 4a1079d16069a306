using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>The words of mails by which tasks are done, from the resources beside this file.</summary>
internal static class WorkTexts
{
    public static TextSet Words { get; } = new(typeof(WorkTexts));
}
