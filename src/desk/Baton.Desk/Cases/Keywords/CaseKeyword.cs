using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Keywords;

/// <summary>A word that somebody put on a case to find its like again.</summary>
internal sealed class CaseKeyword
{
    public required long CaseKey { get; init; }

    /// <summary>Folded (<see cref="SearchText"/>): one keyword in whatever letters it is written.</summary>
    public required string Folded { get; init; }

    /// <summary>As it was written.</summary>
    public required string Text { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseKeyword>
    {
        public void Configure(EntityTypeBuilder<CaseKeyword> builder)
        {
            builder.ToTable("desk_case_keyword");
            builder.HasKey(row => new { row.CaseKey, row.Folded });
            builder.HasIndex(row => new { row.Folded, row.CaseKey });
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
        }
    }
}
