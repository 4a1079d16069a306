using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Fax;

/// <summary>A result that could not be used, for the operators.</summary>
internal sealed class FaxRejection
{
    /// <summary>More of a file is not kept.</summary>
    public const int MaxContent = 2000;

    public required long Key { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The file's name.</summary>
    public required string Source { get; init; }
    public required string Reason { get; init; }

    /// <summary>The beginning of what came.</summary>
    public required string Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FaxRejection>
    {
        public void Configure(EntityTypeBuilder<FaxRejection> builder)
        {
            builder.ToTable("desk_fax_rejection");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.At);
        }
    }
}
