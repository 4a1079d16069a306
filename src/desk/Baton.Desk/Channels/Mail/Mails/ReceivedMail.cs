using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Mail.Mails;

/// <summary>A mail that was fetched: what is kept of it stands here before anybody reads it.</summary>
internal sealed class ReceivedMail
{
    public required long Key { get; init; }
    public required string Mailbox { get; init; }

    /// <summary>Its name at the server; with the mailbox there is one row.</summary>
    public required string ServerId { get; init; }

    /// <summary>As it stands in its head, without brackets; null for none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Hash of the mail as it came.</summary>
    public required string Sha256 { get; init; }
    public required int Size { get; init; }
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The server has done with it what the mailbox says.</summary>
    public bool IsSettled { get; set; }

    /// <summary>One of <see cref="MailStates"/>.</summary>
    public required string State { get; set; }

    /// <summary>Why it was set aside or parked, as a code.</summary>
    public string? Reason { get; set; }

    /// <summary>The same in the words of whatever failed; null for none.</summary>
    public string? Detail { get; set; }
    public int Attempts { get; set; }

    /// <summary>When it is tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }
    public string? From { get; set; }
    public string? Subject { get; set; }

    /// <summary>Codes of what a reader should know, a comma between.</summary>
    public string? Marks { get; set; }

    /// <summary>By what its case was found.</summary>
    public string? ThreadedBy { get; set; }

    /// <summary>The contact in the inbox.</summary>
    public long? ContactKey { get; set; }

    /// <summary>The case that it came to when it was taken.</summary>
    public long? CaseKey { get; set; }
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>A person said that it is to be taken though a machine seems to have written it.</summary>
    public bool IsForced { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReceivedMail>
    {
        public void Configure(EntityTypeBuilder<ReceivedMail> builder)
        {
            builder.ToTable("desk_mail");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasIndex(row => new { row.Mailbox, row.ServerId }).IsUnique();
            builder.HasIndex(row => new
            {
                row.Mailbox,
                row.State,
                row.Key,
            });
            builder.HasIndex(row => row.MessageId);
            builder.HasIndex(row => new { row.Mailbox, row.Sha256 });
            builder.HasIndex(row => new { row.CaseKey, row.TakenAt });
            builder.HasIndex(row => row.ContactKey);
        }
    }
}

/// <summary>Where a mail stands.</summary>
internal static class MailStates
{
    /// <summary>It is kept and waits to be read.</summary>
    public const string Stored = "stored";

    /// <summary>It is a contact.</summary>
    public const string Taken = "taken";

    /// <summary>A machine wrote it, or a rule leaves it alone: it is kept and nothing more.</summary>
    public const string Parked = "parked";

    /// <summary>It cannot be taken; a person looks at it.</summary>
    public const string Aside = "aside";

    /// <summary>It answered a task that was sent by mail; the reason says where nothing came of it.</summary>
    public const string Work = "work";

    public static IReadOnlyList<string> All { get; } = [Stored, Taken, Parked, Aside, Work];
}

/// <summary>Why a mail was set aside or parked.</summary>
internal static class MailReasons
{
    public const string NotAMail = Reading.MailReading.Refused;
    public const string TooLarge = "too-large";
    public const string Failed = "failed";
    public const string Loop = "loop";
    public const string UnknownSender = "unknown-sender";
    public const string Ignored = "ignored";
    public const string AutoReply = "auto-reply";
    public const string Bulk = "bulk";
    public const string Bounce = "bounce";
    public const string Own = "own";
    public const string Duplicate = "duplicate";

    /// <summary>An answer to a task that completed nothing.</summary>
    public const string WorkRefused = "work-refused";

    /// <summary>The case was deleted, or its customer had his data erased.</summary>
    public const string Erased = "erased";
}
