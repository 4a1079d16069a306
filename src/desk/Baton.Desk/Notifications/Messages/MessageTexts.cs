using Baton.Desk.Texts;

namespace Baton.Desk.Notifications.Messages;

/// <summary>The sentences about messages, from the resources beside this file.</summary>
internal static class MessageTexts
{
    public static TextSet Words { get; } = new(typeof(MessageTexts));
}
