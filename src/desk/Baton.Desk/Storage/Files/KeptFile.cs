using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Storage.Files;

/// <summary>A file in the database. A content that replaces another gets a row of its own, so that nobody reads a mixture.</summary>
internal sealed class KeptFile
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Of all content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When somebody last asked to keep this content.</summary>
    public required DateTimeOffset KeptAt { get; set; }

    public static void Configure(EntityTypeBuilder<KeptFile> builder)
    {
        builder.ToTable("desk_file");
        builder.HasKey(file => file.Id);
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.HasIndex(file => file.Name).IsUnique();
    }
}

/// <summary>A part of a file; all but the last have <see cref="Length"/> bytes.</summary>
internal sealed class KeptFileChunk
{
    /// <summary>Small enough to be read and forgotten at once, large enough that the round trips do not count.</summary>
    public const int Length = 256 * 1024;

    public required Guid FileId { get; init; }

    /// <summary>Counts from 0.</summary>
    public required int Number { get; init; }
    public required byte[] Content { get; init; }

    public static void Configure(EntityTypeBuilder<KeptFileChunk> builder)
    {
        builder.ToTable("desk_file_chunk");
        builder.HasKey(chunk => new { chunk.FileId, chunk.Number });
        builder.HasOne<KeptFile>().WithMany().HasForeignKey(chunk => chunk.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}
