using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>A mailbox whose mails become contacts.</summary>
[Audited(AuditKinds.Mailbox, nameof(Code))]
internal sealed class Mailbox
{
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>False leaves it alone.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The address that people write to; lower-case.</summary>
    public required string Address { get; set; }

    /// <summary>One of <see cref="MailProtocols"/>.</summary>
    public required string Protocol { get; set; }
    public required string Host { get; set; }

    /// <summary>0 for the usual one.</summary>
    public int Port { get; set; }

    /// <summary>As <c>Mail:Security</c>: tls, starttls or none.</summary>
    public required string Security { get; set; }
    public required string User { get; set; }

    /// <summary>Password, or the client's secret where <see cref="TokenUrl"/> is set; protected by the desk's keys.</summary>
    [AuditedSecret]
    public string? Secret { get; set; }

    /// <summary>Where tokens are given; null for signing in with a password.</summary>
    public string? TokenUrl { get; set; }
    public string? ClientId { get; set; }
    public string? Scope { get; set; }

    /// <summary>Of IMAP; INBOX where nothing is said.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>One of <see cref="AfterFetching"/>.</summary>
    public string AfterFetch { get; set; } = AfterFetching.Seen;

    /// <summary>The folder where fetched mails go; for <see cref="AfterFetching.Move"/>.</summary>
    public string? MoveTo { get; set; }
    public int PollSeconds { get; set; } = 60;

    /// <summary>After so many minutes without a successful look administrators are told.</summary>
    public int AlarmMinutes { get; set; } = 15;

    /// <summary>The department whose people see its contacts; null for everybody who opens cases.</summary>
    public string? Unit { get; set; }
    public string? CaseType { get; set; }
    public string? Category { get; set; }

    /// <summary>A case is opened at once where all that it needs is known.</summary>
    public bool OpensCases { get; set; }

    /// <summary>False sets mails aside whose sender is no customer.</summary>
    public bool TakesUnknownSenders { get; set; } = true;

    /// <summary>What an answer to a closed case does: one of <see cref="ClosedCaseRules"/>.</summary>
    public string ClosedCase { get; set; } = ClosedCaseRules.Reopen;

    /// <summary>For <see cref="ClosedCaseRules.ReopenWithin"/>: days since the closing.</summary>
    public int ReopenDays { get; set; } = 30;

    /// <summary>So long after the closing no second case is made of an answer.</summary>
    public int QuietMinutes { get; set; }

    /// <summary>FEEL with an equals sign, or the id of a decision; null for no rule.</summary>
    public string? Rule { get; set; }

    /// <summary>The server delivers address+anything@... to this mailbox.</summary>
    public bool HasPlusAddresses { get; set; }

    /// <summary>The language of what the desk adds to its mails.</summary>
    public string Language { get; set; } = Languages.Default;

    /// <summary>Stands below answers.</summary>
    public string? Signature { get; set; }

    [NotAudited]
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Mailbox>
    {
        public void Configure(EntityTypeBuilder<Mailbox> builder)
        {
            builder.ToTable("desk_mailbox");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(50);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>How a mailbox is read.</summary>
internal static class MailProtocols
{
    public const string Imap = "imap";
    public const string Pop3 = "pop3";

    public static IReadOnlyList<string> All { get; } = [Imap, Pop3];
}

/// <summary>What becomes of a mail at its server when the desk has it.</summary>
internal static class AfterFetching
{
    public const string Seen = "seen";
    public const string Move = "move";
    public const string Delete = "delete";
    public const string Nothing = "nothing";

    public static IReadOnlyList<string> All { get; } = [Seen, Move, Delete, Nothing];
}

/// <summary>What an answer to a closed case does.</summary>
internal static class ClosedCaseRules
{
    public const string Reopen = "reopen";
    public const string New = "new";
    public const string ReopenWithin = "reopen-within";

    public static IReadOnlyList<string> All { get; } = [Reopen, New, ReopenWithin];
}
