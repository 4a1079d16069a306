using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.ThirdParties;

/// <summary>A firm whose service a case is about, such as the provider of paid contents; cases are counted by it.</summary>
[Audited(AuditKinds.ThirdParty, nameof(Code))]
internal sealed class ThirdParty
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>Whom to turn to there, and how; null where nobody knows.</summary>
    public string? Contact { get; set; }

    /// <summary>Which pack keeps it up to date; null where administrators do.</summary>
    public string? Pack { get; init; }

    /// <summary>No further case is about it.</summary>
    public bool IsRetired { get; set; }

    [NotAudited]
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ThirdParty>
    {
        public void Configure(EntityTypeBuilder<ThirdParty> builder)
        {
            builder.ToTable("desk_third_party");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(100);
            builder.ComplexProperty(row => row.Name);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
