using Baton.Desk.Notifications.Messages;
using Baton.Web.Shell;

namespace Baton.Web.Notifications;

/// <summary>What people call the channels and states of messages, and how these look.</summary>
internal static class MessageNames
{
    public static IReadOnlyList<string> Channels { get; } = ["desk", "mail", "sms", "fax", "voice", "push"];

    public static string Channel(string channel) =>
        channel switch
        {
            "desk" => MessageTexts.ChannelDesk,
            "mail" => MessageTexts.ChannelMail,
            "sms" => MessageTexts.ChannelSms,
            "fax" => MessageTexts.ChannelFax,
            "voice" => MessageTexts.ChannelVoice,
            "push" => MessageTexts.ChannelPush,
            _ => channel,
        };

    public static string Icon(string channel) =>
        channel switch
        {
            "desk" => "bell",
            "mail" => "mail",
            "sms" => "comment",
            "fax" => "fax",
            "voice" => "phone",
            _ => "send",
        };

    public static string State(MessageState state) =>
        state switch
        {
            MessageState.Queued => MessageTexts.StateQueued,
            MessageState.Held => MessageTexts.StateHeld,
            MessageState.Sent => MessageTexts.StateSent,
            MessageState.Accepted => MessageTexts.StateAccepted,
            MessageState.Delivered => MessageTexts.StateDelivered,
            MessageState.Failed => MessageTexts.StateFailed,
            MessageState.TemplateError => MessageTexts.StateTemplateError,
            _ => MessageTexts.StateCanceled,
        };

    public static string Look(MessageState state) =>
        state switch
        {
            MessageState.Delivered or MessageState.Accepted or MessageState.Sent => "chip-good",
            MessageState.Failed or MessageState.TemplateError => "chip-bad",
            MessageState.Held => "chip-warn",
            MessageState.Queued => "chip-info",
            _ => "",
        };

    public static string StateIcon(MessageState state) =>
        state switch
        {
            MessageState.Delivered or MessageState.Accepted or MessageState.Sent => "check",
            MessageState.Failed or MessageState.TemplateError => "alert",
            MessageState.Held => "pause",
            MessageState.Queued => "clock",
            _ => "stop",
        };

    /// <summary>Null for a message that does not rest.</summary>
    public static string? Held(string? reason) =>
        reason switch
        {
            null => null,
            "not-set-up" => MessageTexts.HeldNotSetUp,
            "quiet" => MessageTexts.HeldQuiet,
            "digest" => MessageTexts.HeldDigest,
            _ => reason,
        };

    /// <summary>Names with commas between; addresses where nobody has a name.</summary>
    public static string People(IReadOnlyList<MessageReceiverView> people) =>
        string.Join(ShellTexts.ListSeparator, people.Select(one => one.Name ?? one.Address));

    /// <summary>Whom the list shows: those it is for, else those of the copies.</summary>
    public static string Receivers(MessageView message) =>
        People(
            message.To.Count > 0 ? message.To
            : message.Cc.Count > 0 ? message.Cc
            : message.Bcc ?? []
        );
}
