using Baton.Desk.Outbound;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Fetching;

/// <summary>What the configuration says of all mailboxes: section <c>Mailboxes</c>.</summary>
public sealed class MailboxOptions
{
    public const string Section = "Mailboxes";

    /// <summary>False reads none on this server.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Mail servers that mailboxes may name; empty for any outside of this machine.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>Certificates that are trusted beside the machine's, as PEM: the one of a house's own authority.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>A longer mail is set aside unread.</summary>
    public int MaxMegabytes { get; set; } = 50;

    /// <summary>So many mails of one sender join one case in an hour; what comes beyond is set aside.</summary>
    public int JoinsPerHour { get; set; } = 20;

    /// <summary>The same for mails of machines.</summary>
    public int AutomaticPerHour { get; set; } = 5;

    /// <summary>How long a server may be silent.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How often a mail is tried that cannot be taken for a reason of the desk's.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>For so many days a task that was sent by mail can be answered by mail.</summary>
    public int TaskAnswerDays { get; set; } = 14;
}

/// <summary>Says which settings of mailboxes cannot be used.</summary>
internal sealed class MailboxOptionsCheck : IValidateOptions<MailboxOptions>
{
    public ValidateOptionsResult Validate(string? name, MailboxOptions options)
    {
        var errors = new List<string>();
        if (options.MaxMegabytes is < 1 or > 500)
            errors.Add($"{MailboxOptions.Section}:MaxMegabytes must lie between 1 and 500, but is {options.MaxMegabytes}.");
        if (options.JoinsPerHour is < 1 or > 10_000)
            errors.Add($"{MailboxOptions.Section}:JoinsPerHour must lie between 1 and 10000, but is {options.JoinsPerHour}.");
        if (options.AutomaticPerHour is < 0 or > 10_000)
            errors.Add($"{MailboxOptions.Section}:AutomaticPerHour must lie between 0 and 10000, but is {options.AutomaticPerHour}.");
        if (options.TimeoutSeconds is < 1 or > 600)
            errors.Add($"{MailboxOptions.Section}:TimeoutSeconds must lie between 1 and 600, but is {options.TimeoutSeconds}.");
        if (options.Attempts is < 1 or > 50)
            errors.Add($"{MailboxOptions.Section}:Attempts must lie between 1 and 50, but is {options.Attempts}.");
        if (options.TaskAnswerDays is < 1 or > 366)
            errors.Add($"{MailboxOptions.Section}:TaskAnswerDays must lie between 1 and 366, but is {options.TaskAnswerDays}.");
        if (HouseCertificates.Fault($"{MailboxOptions.Section}:CertificateAuthority", options.CertificateAuthority) is { } fault)
            errors.Add(fault);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
