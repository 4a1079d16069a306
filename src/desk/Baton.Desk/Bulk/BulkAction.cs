using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Bulk;

/// <summary>One thing that somebody did to several cases or tasks at once: what became of each, and what it takes to take it back.</summary>
internal sealed class BulkAction
{
    public required long Key { get; init; }
    public required string UserName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary><see cref="BulkKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><see cref="CaseActions"/> or <see cref="TaskActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>A JSON array of at most <see cref="BulkRules.Most"/> <see cref="BulkItem"/>s.</summary>
    public required string Items { get; set; }

    /// <summary>When the user began to take it back; null when he did not.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
    public int Version { get; set; }

    public IReadOnlyList<BulkItem> Read() => JsonSerializer.Deserialize<List<BulkItem>>(Items) ?? [];

    public static string Write(IReadOnlyList<BulkItem> items) => JsonSerializer.Serialize(items);

    internal sealed class Configuration : IEntityTypeConfiguration<BulkAction>
    {
        public void Configure(EntityTypeBuilder<BulkAction> builder)
        {
            builder.ToTable("desk_bulk_action");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Kind).HasMaxLength(20);
            builder.Property(row => row.Action).HasMaxLength(40);
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasIndex(row => row.At);
        }
    }
}

/// <summary>What a bulk action is about.</summary>
public static class BulkKinds
{
    public const string Cases = "cases";
    public const string Tasks = "tasks";
}
