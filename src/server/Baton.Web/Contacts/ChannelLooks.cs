namespace Baton.Web.Contacts;

/// <summary>The drawings of the channels.</summary>
internal static class ChannelLooks
{
    public static string Icon(string channel) =>
        channel switch
        {
            "mail" => "mail",
            "sms" => "comment",
            "fax" => "fax",
            "voice" => "play",
            "phone" => "phone",
            "web" => "language",
            _ => "user",
        };
}
