using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Versions.Migration;

/// <summary>A migration that was started. How far it is says the engine's batch operation of the same key.</summary>
internal sealed class MigrationRun
{
    /// <summary>The key of the batch operation.</summary>
    public required long Key { get; init; }

    public required string ProcessId { get; init; }
    public required int FromVersion { get; init; }
    public required int ToVersion { get; init; }

    /// <summary>How many instances at most; null for all.</summary>
    public int? First { get; init; }

    /// <summary>What went where, a JSON object of ids.</summary>
    public required string Mappings { get; init; }

    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MigrationRun>
    {
        public void Configure(EntityTypeBuilder<MigrationRun> builder)
        {
            builder.ToTable("desk_instance_migration");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.ProcessId, row.Key });
        }
    }
}
