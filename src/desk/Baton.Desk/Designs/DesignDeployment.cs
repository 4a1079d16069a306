using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Designs;

/// <summary>Who brought a version of a model, and why. Versions of packs and of other programs have none.</summary>
internal sealed class DesignDeployment
{
    public required DesignKind Kind { get; init; }
    public required string ModelId { get; init; }
    public required int Version { get; init; }
    public required long DeploymentKey { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Comment { get; init; }

    /// <summary>The design that it was; null for a roll back.</summary>
    public long? DesignKey { get; init; }

    /// <summary>The older version whose text it has again; null where it is no roll back.</summary>
    public int? RolledBackTo { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignDeployment>
    {
        public void Configure(EntityTypeBuilder<DesignDeployment> builder)
        {
            builder.ToTable("desk_design_deployment");
            builder.HasKey(row => new
            {
                row.Kind,
                row.ModelId,
                row.Version,
            });
            builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.Version).ValueGeneratedNever();
        }
    }
}
