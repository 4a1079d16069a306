namespace Baton.Server.Configuration;

/// <summary>Finds arguments of the command line that name no setting, as a mistyped one would otherwise be ignored in silence.</summary>
internal static class KnownSections
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls",
        "environment",
        "contentRoot",
        "AllowedHosts",
        "Kestrel",
        "Logging",
        "Server",
        "Storage",
        "Data",
        "Demo",
        "Clock",
        "Admin",
        "Packs",
        "Fax",
        "Documents",
        "Attachments",
        "Telemetry",
        "Runtime",
        "Desk",
        "Customers",
        "Portal",
        "Mail",
        "Mailboxes",
        "Sms",
        "Voice",
        "Push",
        "Messages",
        "Designs",
        "Inbox",
        "SmsIn",
        "WebForms",
        "Telephony",
        "FaxIn",
        "VoiceIn",
        "Drop",
        "Outbound",
        "Webhooks",
        "Feeds",
    };

    public static void Check(IEnumerable<string> arguments, SettingsReader reader)
    {
        foreach (string argument in arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)))
        {
            string key = argument[2..].Split('=')[0];
            if (!Names.Contains(key.Split(':')[0]))
            {
                reader.Add(key, "is no setting of Baton");
            }
        }
    }
}
