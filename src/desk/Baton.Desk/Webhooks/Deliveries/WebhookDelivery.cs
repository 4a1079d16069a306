using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>Something that a web hook is told, and how that went; the last attempt alone.</summary>
internal sealed class WebhookDelivery
{
    public required long Key { get; init; }
    public required long WebhookKey { get; init; }

    /// <summary>The case whose deliveries go one after the other; null where there is no order to keep.</summary>
    public long? CaseKey { get; init; }
    public string? CaseNumber { get; init; }

    /// <summary>The order among those of the hook and case. Keys are given in blocks to several servers and say nothing of order.</summary>
    public required int Sequence { get; set; }

    /// <summary>One of <see cref="WebhookEvents"/>.</summary>
    public required string Event { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is to be delivered: its making, or when it was replayed.</summary>
    public required DateTimeOffset QueuedAt { get; set; }
    public WebhookDeliveryState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    public DateTimeOffset? LastAttemptAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What the receiver answered; null where it did not.</summary>
    public int? StatusCode { get; set; }
    public int? DurationMilliseconds { get; set; }
    public string? Error { get; set; }

    /// <summary>The beginning of the answer's body.</summary>
    public string? Answer { get; set; }

    /// <summary>An entry of the outbox for an older version is void.</summary>
    public int Version { get; set; }

    /// <summary>The same for each attempt, so that receivers drop repetitions.</summary>
    public string Id => IdOf(Key);

    public static string IdOf(long key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"msg_{key}");

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookDelivery>
    {
        public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
        {
            builder.ToTable("desk_webhook_delivery");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Ignore(row => row.Id);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            builder.HasIndex(row => new
            {
                row.WebhookKey,
                row.CaseKey,
                row.Sequence,
            });
            builder.HasIndex(row => new
            {
                row.WebhookKey,
                row.State,
                row.Key,
            });
            builder.HasIndex(row => row.CaseKey);
            builder.HasIndex(row => row.FinishedAt);
        }
    }
}

/// <summary>Where a delivery stands.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is still to arrive.</summary>
    Waiting,
    Delivered,

    /// <summary>It did not arrive and is not tried again by itself.</summary>
    Aside,
}
