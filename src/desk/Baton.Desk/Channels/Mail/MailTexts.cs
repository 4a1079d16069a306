using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Mail;

/// <summary>The sentences about mails that come in, from the resources beside this file.</summary>
internal static class MailTexts
{
    public static TextSet Words { get; } = new(typeof(MailTexts));
}
