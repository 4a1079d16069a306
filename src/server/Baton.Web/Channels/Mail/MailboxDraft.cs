using Baton.Desk.Channels.Mail.Mailboxes;

namespace Baton.Web.Channels.Mail;

/// <summary>The settings of a mailbox while somebody changes them.</summary>
internal sealed class MailboxDraft
{
    public string Protocol { get; set; } = "";
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public string Security { get; set; } = "";
    public string User { get; set; } = "";
    public string? TokenUrl { get; set; }
    public string? ClientId { get; set; }
    public string? Scope { get; set; }
    public string Folder { get; set; } = "";
    public string AfterFetch { get; set; } = "";
    public string? MoveTo { get; set; }
    public int PollSeconds { get; set; }
    public int AlarmMinutes { get; set; }
    public string? Unit { get; set; }
    public string? CaseType { get; set; }
    public string? Category { get; set; }
    public bool OpensCases { get; set; }
    public bool TakesUnknownSenders { get; set; }
    public string ClosedCase { get; set; } = "";
    public int ReopenDays { get; set; }
    public int QuietMinutes { get; set; }
    public string? Rule { get; set; }
    public bool HasPlusAddresses { get; set; }
    public string Language { get; set; } = "";
    public string? Signature { get; set; }

    public static MailboxDraft Of(MailboxSettings settings) =>
        new()
        {
            Protocol = settings.Protocol,
            Host = settings.Host,
            Port = settings.Port,
            Security = settings.Security,
            User = settings.User,
            TokenUrl = settings.TokenUrl,
            ClientId = settings.ClientId,
            Scope = settings.Scope,
            Folder = settings.Folder,
            AfterFetch = settings.AfterFetch,
            MoveTo = settings.MoveTo,
            PollSeconds = settings.PollSeconds,
            AlarmMinutes = settings.AlarmMinutes,
            Unit = settings.Unit,
            CaseType = settings.CaseType,
            Category = settings.Category,
            OpensCases = settings.OpensCases,
            TakesUnknownSenders = settings.TakesUnknownSenders,
            ClosedCase = settings.ClosedCase,
            ReopenDays = settings.ReopenDays,
            QuietMinutes = settings.QuietMinutes,
            Rule = settings.Rule,
            HasPlusAddresses = settings.HasPlusAddresses,
            Language = settings.Language,
            Signature = settings.Signature,
        };

    public MailboxSettings Settings() =>
        new()
        {
            Protocol = Protocol,
            Host = Host,
            Port = Port,
            Security = Security,
            User = User,
            TokenUrl = TokenUrl,
            ClientId = ClientId,
            Scope = Scope,
            Folder = Folder,
            AfterFetch = AfterFetch,
            MoveTo = MoveTo,
            PollSeconds = PollSeconds,
            AlarmMinutes = AlarmMinutes,
            Unit = Unit,
            CaseType = CaseType,
            Category = Category,
            OpensCases = OpensCases,
            TakesUnknownSenders = TakesUnknownSenders,
            ClosedCase = ClosedCase,
            ReopenDays = ReopenDays,
            QuietMinutes = QuietMinutes,
            Rule = Rule,
            HasPlusAddresses = HasPlusAddresses,
            Language = Language,
            Signature = Signature,
        };
}
