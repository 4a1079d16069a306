namespace Baton.Web.Cases;

/// <summary>Names of the channels by which cases come; a channel of a deployment's own keeps its code.</summary>
internal static class ChannelNames
{
    public static IReadOnlyList<string> All { get; } =
    ["phone", "fax", "mail", "web", "sms", "voice", "branch", "account-manager", "supervision"];

    public static string Of(string channel) =>
        channel switch
        {
            "phone" => CaseTexts.ChannelPhone,
            "fax" => CaseTexts.ChannelFax,
            "mail" => CaseTexts.ChannelMail,
            "web" => CaseTexts.ChannelWeb,
            "sms" => CaseTexts.ChannelSms,
            "branch" => CaseTexts.ChannelBranch,
            "voice" => CaseTexts.ChannelVoice,
            "account-manager" => CaseTexts.ChannelAccountManager,
            "supervision" => CaseTexts.ChannelSupervision,
            "api" => CaseTexts.ChannelApi,
            _ => channel,
        };
}
