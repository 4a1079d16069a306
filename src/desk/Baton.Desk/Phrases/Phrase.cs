using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Phrases;

/// <summary>A text that staff keep and insert where they write.</summary>
internal sealed class Phrase
{
    public required long Key { get; init; }

    /// <summary>Whose own it is; null for one that is shared.</summary>
    public string? Owner { get; set; }

    /// <summary>The department whose members have it; null for one's own and for one that everybody has.</summary>
    public string? DepartmentCode { get; set; }

    /// <summary>What is typed behind a slash; small letters.</summary>
    public required string Shortcut { get; set; }
    public required string Title { get; set; }

    /// <summary>Plain text; <see cref="PhraseText"/> fills its place-holders.</summary>
    public required string Text { get; set; }

    /// <summary>One of <see cref="Languages"/>; null where it fits any.</summary>
    public string? Language { get; set; }

    /// <summary>The category of cases that it is for, and all below it; null for any case.</summary>
    public string? CategoryCode { get; set; }

    /// <summary>How often it was inserted.</summary>
    public long UseCount { get; set; }

    /// <summary>Folded shortcut, title and text.</summary>
    public required string SearchText { get; set; }

    /// <summary>Which pack keeps it up to date; null where people do.</summary>
    public string? Pack { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Phrase>
    {
        public void Configure(EntityTypeBuilder<Phrase> builder)
        {
            builder.ToTable("desk_phrase");
            builder.HasKey(phrase => phrase.Key);
            builder.Property(phrase => phrase.Key).ValueGeneratedNever();
            builder.Property(phrase => phrase.Version).IsConcurrencyToken();
            builder.HasIndex(phrase => new { phrase.Owner, phrase.DepartmentCode });
        }
    }
}
