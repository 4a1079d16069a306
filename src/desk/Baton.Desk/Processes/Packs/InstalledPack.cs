using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Processes.Packs;

/// <summary>A pack as it was last imported; its files are kept, so that it can be exported as it came.</summary>
[Audited(AuditKinds.Pack, nameof(Id))]
internal sealed class InstalledPack
{
    public required string Id { get; init; }
    public required string Version { get; set; }
    public required LocalizedText Name { get; set; }
    public required LocalizedText Description { get; set; }

    [NotAudited]
    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>User name; null when the program itself or its command line imported it.</summary>
    [NotAudited]
    public string? ImportedBy { get; set; }

    /// <summary>True once the demo people and customers were made.</summary>
    public bool HasDemo { get; set; }

    /// <summary>SHA-256 of <see cref="Content"/>, lower-case hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The zip of <see cref="PackFiles.ToZip"/>.</summary>
    [NotAudited]
    public required byte[] Content { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InstalledPack>
    {
        public void Configure(EntityTypeBuilder<InstalledPack> builder)
        {
            builder.ToTable("desk_pack");
            builder.HasKey(pack => pack.Id);
            builder.Property(pack => pack.Id).HasMaxLength(100);
            builder.ComplexProperty(pack => pack.Name);
            builder.ComplexProperty(pack => pack.Description);
        }
    }
}
