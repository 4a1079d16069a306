using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>A node of the category tree; four levels at most.</summary>
internal sealed class Category
{
    public const int MaxLevel = 4;

    public required string Code { get; init; }
    public string? ParentCode { get; set; }

    /// <summary>1 at the top to 4 at the leaves.</summary>
    public required int Level { get; set; }
    public required LocalizedText Name { get; set; }
    public string? Pack { get; set; }
    public bool IsRetired { get; set; }
    public int SortOrder { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Category>
    {
        public void Configure(EntityTypeBuilder<Category> builder)
        {
            builder.ToTable("desk_category", table => table.HasCheckConstraint("ck_desk_category_level", "level BETWEEN 1 AND 4"));
            builder.HasKey(category => category.Code);
            builder.Property(category => category.Code).HasMaxLength(100);
            builder.ComplexProperty(category => category.Name);
            builder.HasOne<Category>().WithMany().HasForeignKey(category => category.ParentCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
