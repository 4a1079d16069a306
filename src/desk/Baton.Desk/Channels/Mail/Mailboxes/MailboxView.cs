namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>A mailbox, its settings without secrets, and how reading it goes.</summary>
public sealed record MailboxView(string Code, string Name, string Address, bool IsEnabled, int Version)
{
    public required MailboxSettings Settings { get; init; }

    /// <summary>A password or client's secret is kept.</summary>
    public bool HasSecret { get; init; }

    /// <summary>ok, failing, silent (nobody could read it for too long), waiting (not read yet) or off.</summary>
    public required string Health { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>In words, without secrets.</summary>
    public string? LastError { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>Mails that are kept and not taken yet.</summary>
    public int Backlog { get; init; }

    /// <summary>Mails that somebody has to look at.</summary>
    public int Aside { get; init; }

    /// <summary>Mails that became contacts in the last 24 hours.</summary>
    public int TakenToday { get; init; }
}

/// <summary>What administrators say of a mailbox, beside its password.</summary>
public sealed record MailboxSettings
{
    /// <summary>imap or pop3.</summary>
    public string Protocol { get; init; } = MailProtocols.Imap;
    public string Host { get; init; } = "";

    /// <summary>0 for the usual one.</summary>
    public int Port { get; init; }

    /// <summary>tls, starttls or none.</summary>
    public string Security { get; init; } = "tls";
    public string User { get; init; } = "";

    /// <summary>Where tokens are given, https; null for signing in with a password.</summary>
    public string? TokenUrl { get; init; }
    public string? ClientId { get; init; }
    public string? Scope { get; init; }
    public string Folder { get; init; } = "INBOX";

    /// <summary>seen, move, delete or nothing.</summary>
    public string AfterFetch { get; init; } = AfterFetching.Seen;
    public string? MoveTo { get; init; }
    public int PollSeconds { get; init; } = 60;
    public int AlarmMinutes { get; init; } = 15;

    /// <summary>Department whose people see its contacts; null for everybody who opens cases.</summary>
    public string? Unit { get; init; }
    public string? CaseType { get; init; }
    public string? Category { get; init; }
    public bool OpensCases { get; init; }
    public bool TakesUnknownSenders { get; init; } = true;

    /// <summary>reopen, new or reopen-within.</summary>
    public string ClosedCase { get; init; } = ClosedCaseRules.Reopen;
    public int ReopenDays { get; init; } = 30;
    public int QuietMinutes { get; init; }

    /// <summary>FEEL with an equals sign, or the id of a decision; null for none.</summary>
    public string? Rule { get; init; }
    public bool HasPlusAddresses { get; init; }

    /// <summary>zh-Hans, zh-Hant or en: of what the desk adds to its mails.</summary>
    public string Language { get; init; } = Languages.Default;
    public string? Signature { get; init; }
}
