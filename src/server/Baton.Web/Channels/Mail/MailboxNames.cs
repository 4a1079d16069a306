namespace Baton.Web.Channels.Mail;

/// <summary>What people call the states of mailboxes and mails.</summary>
internal static class MailboxNames
{
    /// <summary>In the order in which people choose.</summary>
    public static IReadOnlyList<string> States { get; } = ["aside", "parked", "stored", "taken", "work"];

    /// <summary>The protocols have the same names in all languages.</summary>
    public static IReadOnlyList<(string Code, string Name)> Protocols { get; } = [("imap", "IMAP"), ("pop3", "POP3")];

    public static string State(string code) =>
        code switch
        {
            "stored" => MailboxTexts.StateStored,
            "taken" => MailboxTexts.StateTaken,
            "parked" => MailboxTexts.StateParked,
            "aside" => MailboxTexts.StateAside,
            "work" => MailboxTexts.StateWork,
            _ => code,
        };

    public static string Health(string code) =>
        code switch
        {
            "ok" => MailboxTexts.HealthOk,
            "failing" => MailboxTexts.HealthFailing,
            "silent" => MailboxTexts.HealthSilent,
            "waiting" => MailboxTexts.HealthWaiting,
            "off" => MailboxTexts.HealthOff,
            _ => code,
        };

    /// <summary>The class of the chip.</summary>
    public static string Look(string health) =>
        health switch
        {
            "ok" => "chip-good",
            "failing" => "chip-warn",
            "silent" => "chip-bad",
            _ => "",
        };

    public static string Reason(string code) =>
        code switch
        {
            "not-a-mail" => MailboxTexts.ReasonNotAMail,
            "too-large" => MailboxTexts.ReasonTooLarge,
            "failed" => MailboxTexts.ReasonFailed,
            "loop" => MailboxTexts.ReasonLoop,
            "unknown-sender" => MailboxTexts.ReasonUnknownSender,
            "ignored" => MailboxTexts.ReasonIgnored,
            "auto-reply" => MailboxTexts.ReasonAutoReply,
            "bulk" => MailboxTexts.ReasonBulk,
            "bounce" => MailboxTexts.ReasonBounce,
            "own" => MailboxTexts.ReasonOwn,
            "duplicate" => MailboxTexts.ReasonDuplicate,
            "work-refused" => MailboxTexts.ReasonWorkRefused,
            "erased" => MailboxTexts.ReasonErased,
            _ => code,
        };
}
