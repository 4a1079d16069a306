using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Merging;

/// <summary>
/// One case was merged into another, and what it was before: all that an undo needs, as nothing of it is moved. While it is merged its process
/// rests; what timers and workers make of it meanwhile is kept here too.
/// </summary>
internal sealed class CaseMerge
{
    public required long Key { get; init; }
    public required long FromKey { get; init; }
    public required long IntoKey { get; init; }
    public string? Reason { get; set; }
    public required string MergedBy { get; init; }
    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>The status that the process of the merged case gives it.</summary>
    public required string FromStatus { get; set; }
    public required DateTimeOffset FromStatusAt { get; set; }

    /// <summary>When that process ended by itself; null while it rests.</summary>
    public DateTimeOffset? FromClosedAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseMerge>
    {
        public void Configure(EntityTypeBuilder<CaseMerge> builder)
        {
            builder.ToTable("desk_case_merge");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasIndex(row => row.FromKey);
            builder.HasIndex(row => row.IntoKey);
        }
    }
}
