using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Customers.Merge;

/// <summary>Who joined two customers that are one, what went over, and who took it back. Never deleted.</summary>
internal sealed class CustomerMerge
{
    public required long Key { get; init; }

    /// <summary>The customer who stays.</summary>
    public required long IntoKey { get; init; }

    /// <summary>The customer who is kept as merged.</summary>
    public required long FromKey { get; init; }
    public required string MergedBy { get; init; }
    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>What went over, a <see cref="MovedRows"/> as JSON: an undo puts back this and nothing else.</summary>
    public required string Moved { get; init; }
    public string? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerMerge>
    {
        public void Configure(EntityTypeBuilder<CustomerMerge> builder)
        {
            builder.ToTable("desk_customer_merge");
            builder.HasKey(merge => merge.Key);
            builder.Property(merge => merge.Key).ValueGeneratedNever();
            builder.Property(merge => merge.Version).IsConcurrencyToken();
            builder.HasIndex(merge => merge.IntoKey);
            builder.HasIndex(merge => merge.FromKey);
            builder.HasOne<Customer>().WithMany().HasForeignKey(merge => merge.IntoKey).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Customer>().WithMany().HasForeignKey(merge => merge.FromKey).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
