using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>One version of a policy. Versions are added, never changed: clocks keep the one that they started with. <see cref="LimitChange"/> tells the audit log.</summary>
internal sealed class LimitVersion
{
    public required string Code { get; init; }

    /// <summary>From 1; the greatest is the one that counts.</summary>
    public required int Version { get; init; }

    /// <summary>The policy as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>No clock starts by it.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Which pack brought this version; null where an administrator wrote it.</summary>
    public string? Pack { get; init; }

    /// <summary>User name; null when the program itself imported it.</summary>
    public string? Author { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why it was changed.</summary>
    public string? Comment { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<LimitVersion>
    {
        public void Configure(EntityTypeBuilder<LimitVersion> builder)
        {
            builder.ToTable("desk_time_limit_policy");
            builder.HasKey(row => new { row.Code, row.Version });
            builder.Property(row => row.Code).HasMaxLength(100);
            builder.Property(row => row.Version).ValueGeneratedNever();
            builder.Property(row => row.Pack).HasMaxLength(100);
        }
    }
}
