using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Drafts;

/// <summary>A half-typed form of one user. What is in it is the screen's business; nothing is checked until it is sent.</summary>
internal sealed class Draft
{
    public required string UserName { get; init; }
    public required string Key { get; init; }
    public required string Content { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.ToTable("desk_draft");
            builder.HasKey(draft => new { draft.UserName, draft.Key });
            builder.Property(draft => draft.Key).HasMaxLength(100);
        }
    }
}
