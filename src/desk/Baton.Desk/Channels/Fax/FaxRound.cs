using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Fax;

/// <summary>One mark of the clock at which everything that waited left together. Marks at which nothing waited leave no row.</summary>
internal sealed class FaxRound
{
    public required long Key { get; init; }

    /// <summary>The mark.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the round really ran; later than the mark after a standstill.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    public required int Count { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FaxRound>
    {
        public void Configure(EntityTypeBuilder<FaxRound> builder)
        {
            builder.ToTable("desk_fax_round");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.At);
        }
    }
}
