using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Sms;

/// <summary>A part of a long message; it waits for the others.</summary>
internal sealed class SmsPart
{
    public required long Key { get; init; }

    /// <summary>Names the whole message: receiver, sender and the reference that its parts share.</summary>
    public required string Whole { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Part { get; init; }
    public required int Total { get; init; }

    /// <summary>The gateway's name of the part.</summary>
    public required string SourceId { get; init; }
    public required string From { get; init; }
    public string? To { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When what is there goes on without the rest.</summary>
    public required DateTimeOffset GoesOnAt { get; init; }

    /// <summary>When the whole message went on; such a part is known for a while, should the gateway bring it again.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SmsPart>
    {
        public void Configure(EntityTypeBuilder<SmsPart> builder)
        {
            builder.ToTable("desk_sms_part");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => row.SourceId).IsUnique();
            builder.HasIndex(row => new { row.Whole, row.DoneAt });
            builder.HasIndex(row => new { row.DoneAt, row.GoesOnAt });
        }
    }
}
