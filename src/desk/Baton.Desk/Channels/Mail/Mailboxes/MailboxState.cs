using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>How reading a mailbox goes, and which server does it at the moment.</summary>
internal sealed class MailboxState
{
    public required string Mailbox { get; init; }

    /// <summary>The server that reads it, and until when it may without saying so again.</summary>
    public string? Owner { get; set; }
    public DateTimeOffset? OwnedUntil { get; set; }

    /// <summary>Since when it is to be read; from here an alarm counts before the first success.</summary>
    public required DateTimeOffset Since { get; set; }
    public DateTimeOffset? LastSuccessAt { get; set; }
    public DateTimeOffset? LastFailureAt { get; set; }
    public string? LastError { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }

    /// <summary>When people were told that it is not read; null while it is.</summary>
    public DateTimeOffset? AlarmedAt { get; set; }

    /// <summary>Of the IMAP folder: numbers of mails hold as long as this does.</summary>
    public long UidValidity { get; set; }

    /// <summary>The highest number that was fetched.</summary>
    public long LastUid { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MailboxState>
    {
        public void Configure(EntityTypeBuilder<MailboxState> builder)
        {
            builder.ToTable("desk_mailbox_state");
            builder.HasKey(row => row.Mailbox);
            builder.Property(row => row.Mailbox).HasMaxLength(50);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
