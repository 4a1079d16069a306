using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Customers.Tiers;

/// <summary>A level of service that customers are given; packs bring them.</summary>
[Audited(AuditKinds.CustomerTier, nameof(Code))]
internal sealed class CustomerTier
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>Where customers compete, the greater rank goes first.</summary>
    public required int Rank { get; set; }
    public string? Pack { get; set; }

    /// <summary>The calendar that time limits of its customers' cases are reckoned with; null for none of its own.</summary>
    public string? CalendarCode { get; set; }

    /// <summary>True when its pack has it no longer: customers keep it, nobody is given it.</summary>
    public bool IsRetired { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerTier>
    {
        public void Configure(EntityTypeBuilder<CustomerTier> builder)
        {
            builder.ToTable("desk_customer_tier");
            builder.HasKey(tier => tier.Code);
            builder.Property(tier => tier.Code).HasMaxLength(100);
            builder.ComplexProperty(tier => tier.Name);
            builder.Property(tier => tier.CalendarCode).HasMaxLength(100);
        }
    }
}
