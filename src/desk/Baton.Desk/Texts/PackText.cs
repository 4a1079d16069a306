using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Texts;

/// <summary>A word that a pack brought: the name of an element, an action, a status, a reason.</summary>
internal sealed class PackText
{
    /// <summary>Stands for a language where the text is what the pack's drawing says.</summary>
    public const string Drawn = "drawn";

    public required string Pack { get; init; }

    /// <summary>The language of the text, or <see cref="Drawn"/>.</summary>
    public required string Language { get; init; }
    public required string Key { get; init; }
    public required string Text { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PackText>
    {
        public void Configure(EntityTypeBuilder<PackText> builder)
        {
            builder.ToTable("desk_pack_text");
            builder.HasKey(text => new
            {
                text.Pack,
                text.Language,
                text.Key,
            });
        }
    }
}
