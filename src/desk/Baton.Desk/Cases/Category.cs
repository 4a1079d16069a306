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

    /// <summary>It stays on the cases that have it, but is offered no more.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Among those below the same parent the smaller one stands first.</summary>
    public int SortOrder { get; set; }

    /// <summary>Reports rely on it: nobody changes its names and its place before this is taken off.</summary>
    public bool IsFixed { get; set; }

    /// <summary>People changed it, so that its pack leaves it alone.</summary>
    public bool IsEdited { get; set; }

    /// <summary>What its pack says about it, as JSON; null where no pack brought it, and until the pack or a person writes it next.</summary>
    public string? PackContent { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Category>
    {
        public void Configure(EntityTypeBuilder<Category> builder)
        {
            builder.ToTable("desk_category", table => table.HasCheckConstraint("ck_desk_category_level", "level BETWEEN 1 AND 4"));
            builder.HasKey(category => category.Code);
            builder.Property(category => category.Code).HasMaxLength(100);
            builder.ComplexProperty(category => category.Name);
            builder.Property(category => category.Version).IsConcurrencyToken();
            builder.HasOne<Category>().WithMany().HasForeignKey(category => category.ParentCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
