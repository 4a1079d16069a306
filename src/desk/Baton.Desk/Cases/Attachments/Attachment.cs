using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Attachments;

/// <summary>
/// A file on a case, or on a draft until the draft becomes a case. The bytes are kept under their hash. Each version is a row; the key of the
/// first one is that of the attachment as a whole.
/// </summary>
internal sealed class Attachment
{
    public const int CommentMaxLength = 500;

    public required long Key { get; init; }

    /// <summary>The first version; null for that one itself.</summary>
    public long? VersionOf { get; init; }

    /// <summary>Counts from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What its sender says has changed.</summary>
    public string? Comment { get; init; }

    /// <summary>When a later version came; null for the latest.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>Null while the file belongs to a draft.</summary>
    public long? CaseKey { get; set; }

    /// <summary>The draft of <see cref="UploadedBy"/>; null once on a case.</summary>
    public string? DraftKey { get; set; }

    /// <summary>The contact in the inbox that it came with; null once on a case.</summary>
    public long? IncomingKey { get; set; }
    public required string FileName { get; init; }

    /// <summary>What it is by its content; for files of earlier versions of the desk what the name said.</summary>
    public required string ContentType { get; init; }
    public required int Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>One of <see cref="Scanning.ScanStates"/>; null where no virus scanner was set up.</summary>
    public string? Scan { get; set; }

    /// <summary>User name; null when the system made the file.</summary>
    public string? UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public string? DeletedBy { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Attachment>
    {
        public void Configure(EntityTypeBuilder<Attachment> builder)
        {
            builder.ToTable("desk_attachment");
            builder.HasKey(attachment => attachment.Key);
            builder.Property(attachment => attachment.Key).ValueGeneratedNever();
            builder.Property(attachment => attachment.Version).HasDefaultValue(1).ValueGeneratedNever();
            builder.Property(attachment => attachment.Comment).HasMaxLength(CommentMaxLength);
            builder.HasIndex(attachment => attachment.CaseKey);
            builder.HasIndex(attachment => new { attachment.UploadedBy, attachment.DraftKey });
            builder.HasIndex(attachment => attachment.Sha256);
            builder.HasIndex(attachment => attachment.IncomingKey).HasFilter("incoming_key IS NOT NULL");
            builder.HasIndex(attachment => new { attachment.VersionOf, attachment.Version }).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(attachment => attachment.CaseKey);
        }
    }
}
