using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file on a case, or on a draft until the draft becomes a case. The bytes are kept under their hash.</summary>
internal sealed class Attachment
{
    public required long Key { get; init; }

    /// <summary>Null while the file belongs to a draft.</summary>
    public long? CaseKey { get; set; }

    /// <summary>The draft of <see cref="UploadedBy"/>; null once on a case.</summary>
    public string? DraftKey { get; set; }
    public required string FileName { get; init; }

    /// <summary>What it is by its content; for files of earlier versions of the desk what the name said.</summary>
    public required string ContentType { get; init; }
    public required int Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

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
            builder.HasIndex(attachment => attachment.CaseKey);
            builder.HasIndex(attachment => new { attachment.UploadedBy, attachment.DraftKey });
            builder.HasIndex(attachment => attachment.Sha256);
            builder.HasOne<Case>().WithMany().HasForeignKey(attachment => attachment.CaseKey);
        }
    }
}
