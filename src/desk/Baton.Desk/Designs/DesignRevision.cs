using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Designs;

/// <summary>
/// A text that a design had. Saves of one person shortly after each other share a row, which moves on to the newest of them; the oldest rows go
/// when there are too many.
/// </summary>
internal sealed class DesignRevision
{
    /// <summary>Saves of one person within this time share a row.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    /// <summary>As many rows are kept of a design.</summary>
    public const int Most = 100;

    /// <summary>As many characters are kept of a design, beside its newest row.</summary>
    public const long MostCharacters = 32L * 1024 * 1024;

    public required long Key { get; init; }
    public required long DesignKey { get; init; }
    public required int Revision { get; set; }
    public required string Text { get; set; }

    /// <summary>Of the text; counted without reading it.</summary>
    public required int Length { get; set; }
    public required string Author { get; init; }
    public required DateTimeOffset BeganAt { get; init; }
    public required DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignRevision>
    {
        public void Configure(EntityTypeBuilder<DesignRevision> builder)
        {
            builder.ToTable("desk_design_revision");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.DesignKey, row.Revision });
        }
    }
}
