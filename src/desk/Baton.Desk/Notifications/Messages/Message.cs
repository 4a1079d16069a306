using Baton.Desk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications.Messages;

/// <summary>One message to one or several receivers on one channel: what was ordered, in its final words, and what became of it.</summary>
internal sealed class Message
{
    public required long Key { get; init; }

    /// <summary>The order that it belongs to; with <see cref="Part"/> unique for ever.</summary>
    public required string OrderId { get; init; }

    /// <summary>Which message of the order: the channel, and the language or the receiver.</summary>
    public required string Part { get; init; }
    public required string Channel { get; init; }
    public required string Template { get; init; }

    /// <summary>0 for a template that the desk brings, or for none.</summary>
    public int TemplateVersion { get; set; }

    /// <summary>It does not heed quiet hours and is never collected.</summary>
    public bool IsUrgent { get; init; }
    public long? CaseKey { get; init; }
    public long? TaskKey { get; init; }

    /// <summary>The job of a process that waits for it; null for none.</summary>
    public long? JobKey { get; init; }

    /// <summary>JSON, see <see cref="MessageReceiver"/>.</summary>
    public required string To { get; set; }
    public required string Cc { get; set; }
    public required string Bcc { get; set; }

    /// <summary>Names and addresses folded, by which it is found; without those of blind copies.</summary>
    public required string Receivers { get; set; }

    /// <summary>The same of blind copies.</summary>
    public required string BlindReceivers { get; set; }
    public required string Language { get; init; }
    public string Subject { get; set; } = "";
    public string Text { get; set; } = "";
    public string? Html { get; set; }

    /// <summary>What the template was filled with, as JSON, so that it can be filled again.</summary>
    public required string Values { get; set; }
    public MessageState State { get; set; }

    /// <summary>One of <see cref="HoldReasons"/>; null while it does not rest and has not failed for one.</summary>
    public string? HeldFor { get; set; }

    /// <summary>Of a message that rests: until when; null for until somebody does something.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Of one that was collected: the message that it went out in.</summary>
    public long? DigestKey { get; set; }

    /// <summary>How often it was handed to the gateway since it was ordered or sent again.</summary>
    public int Attempts { get; set; }

    /// <summary>How often an operator sent it again.</summary>
    public int Resends { get; set; }

    /// <summary>The gateway's own name for it.</summary>
    public string? ProviderId { get; set; }
    public string? LastError { get; set; }

    /// <summary>User name of whoever wrote it himself; null for what the desk wrote.</summary>
    public string? Author { get; init; }

    /// <summary>Attachments of the case that go with it, as JSON, see <see cref="MessageFile"/>; null for none.</summary>
    public string? Files { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>When the gateway took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was with the receiver.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When there was nothing more to do for it.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    public int Version { get; set; }

    /// <summary>What a driver gets as the id: the same over all attempts, another one when an operator sends it again.</summary>
    public string DeliveryId =>
        Resends == 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Key}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Key}.{Resends}");

    internal sealed class Configuration : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> builder)
        {
            builder.ToTable("desk_message");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.OrderId).HasMaxLength(200);
            builder.Property(row => row.Part).HasMaxLength(200);
            builder.Property(row => row.Channel).HasMaxLength(20);
            builder.Property(row => row.Template).HasMaxLength(100);
            builder.Property(row => row.Language).HasMaxLength(10);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.HeldFor).HasMaxLength(20);
            builder.Property(row => row.ProviderId).HasMaxLength(200);
            builder.Property(row => row.Author).HasMaxLength(100);
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.Ignore(row => row.DeliveryId);
            builder.HasIndex(row => new { row.OrderId, row.Part }).IsUnique();
            builder.HasIndex(row => new
            {
                row.CaseKey,
                row.Channel,
                row.Key,
            });
            builder.HasIndex(row => new
            {
                row.Channel,
                row.State,
                row.Key,
            });
            builder.HasIndex(row => new
            {
                row.State,
                row.HeldFor,
                row.NotBefore,
            });
            builder.HasIndex(row => new { row.CreatedAt, row.Key });
            builder.HasIndex(row => new { row.Channel, row.SentAt });
            builder.HasIndex(row => new { row.Channel, row.ProviderId });
            builder.HasIndex(row => row.DigestKey).HasFilter("digest_key IS NOT NULL");
            builder.HasIndex(row => row.JobKey).HasFilter("job_key IS NOT NULL");
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
        }
    }
}
