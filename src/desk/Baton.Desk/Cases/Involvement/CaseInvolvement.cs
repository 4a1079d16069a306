using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Involvement;

/// <summary>
/// Who has or had a task of a case or could have taken one, and may read it for that. It repeats what the tasks say, in the order in which cases were opened: so a
/// list of the newest cases of a group that had millions is read from an index.
/// </summary>
internal sealed class CaseInvolvement
{
    public required long CaseKey { get; init; }
    public required bool IsGroup { get; init; }

    /// <summary>User name, or a group as <see cref="DeskUser.Groups"/> has them.</summary>
    public required string Name { get; init; }

    /// <summary>When the case was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseInvolvement>
    {
        public void Configure(EntityTypeBuilder<CaseInvolvement> builder)
        {
            builder.ToTable("desk_case_involvement");
            builder.HasKey(row => new
            {
                row.CaseKey,
                row.IsGroup,
                row.Name,
            });
            builder.HasIndex(row => new
            {
                row.Name,
                row.OpenedAt,
                row.CaseKey,
                row.IsGroup,
            });
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
        }
    }
}
