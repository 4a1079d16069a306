using Baton.Desk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Fax;

/// <summary>One attempt to bring one document to one number. A resend is a new transmission.</summary>
internal sealed class FaxTransmission
{
    public required long Key { get; init; }

    /// <summary>The engine's job that waits for the result; one transmission a job.</summary>
    public required long JobKey { get; init; }
    public required long CaseKey { get; init; }

    /// <summary>Counts the transmissions of the case from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>E.164; what the process gave where that is no number.</summary>
    public required string Number { get; init; }

    /// <summary>True when it does not wait for a round.</summary>
    public required bool AtOnce { get; init; }
    public FaxStatus Status { get; set; }

    /// <summary>Null until a round takes it, and for one sent at once.</summary>
    public long? RoundKey { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it left the queue.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the gateway had it.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The rendered document, its name among the fax documents; null until it is rendered.</summary>
    public string? Document { get; set; }
    public int? Pages { get; set; }

    /// <summary>Characters that no font could draw, as U+XXXX with blanks between; null when all could.</summary>
    public string? MissingCharacters { get; set; }
    public string? ResultCode { get; set; }
    public string? ResultReason { get; set; }
    public string? RemoteId { get; set; }
    public double? DurationSeconds { get; set; }
    public int Version { get; set; }

    /// <summary>Idempotency key towards outbox and gateway, and name of the files in the spool.</summary>
    public string Id => IdOf(Key);

    public static string IdOf(long key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fax-{key}");

    /// <summary>The key of an <see cref="Id"/>; null for anything else.</summary>
    public static long? KeyOf(string id) =>
        id.StartsWith("fax-", StringComparison.Ordinal)
        && long.TryParse(
            id.AsSpan(4),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var key
        )
            ? key
            : null;

    internal sealed class Configuration : IEntityTypeConfiguration<FaxTransmission>
    {
        public void Configure(EntityTypeBuilder<FaxTransmission> builder)
        {
            builder.ToTable("desk_fax_transmission");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.Ignore(row => row.Id);
            builder.HasIndex(row => row.JobKey).IsUnique();
            builder.HasIndex(row => row.CaseKey);
            builder.HasIndex(row => row.RoundKey);
            builder.HasIndex(row => new { row.Status, row.CreatedAt });
            builder.HasIndex(row => row.Number);
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
            builder.HasOne<FaxRound>().WithMany().HasForeignKey(row => row.RoundKey);
        }
    }
}

/// <summary>Where a transmission stands.</summary>
public enum FaxStatus
{
    Queued,
    Sending,
    Sent,
    Failed,
    Canceled,
}
