using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Notes;

/// <summary>Somebody whom a note is to reach.</summary>
internal sealed class CaseMention
{
    public required long NoteKey { get; init; }
    public required string UserName { get; init; }

    /// <summary>The case of the note, so that one's cases are found without looking at notes.</summary>
    public required long CaseKey { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseMention>
    {
        public void Configure(EntityTypeBuilder<CaseMention> builder)
        {
            builder.ToTable("desk_case_mention");
            builder.HasKey(mention => new { mention.NoteKey, mention.UserName });
            builder.HasIndex(mention => new { mention.UserName, mention.CaseKey });
        }
    }
}
