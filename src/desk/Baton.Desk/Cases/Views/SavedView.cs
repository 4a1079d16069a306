using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Views;

/// <summary>A search that somebody keeps: conditions, order and columns; his own, or shared with a role or a department.</summary>
internal sealed class SavedView
{
    public const int NameMaxLength = 100;

    public required long Key { get; init; }
    public required string Owner { get; init; }
    public required string Name { get; set; }

    /// <summary>A JSON object of texts: the conditions as they stand in the address of the search page.</summary>
    public required string Filter { get; set; }
    public string? Sort { get; set; }

    /// <summary>Codes of columns, separated by commas; the usual ones when null.</summary>
    public string? Columns { get; set; }

    /// <summary>Who has this role sees it too.</summary>
    public string? RoleCode { get; set; }

    /// <summary>Who belongs to this department sees it too.</summary>
    public string? DepartmentCode { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; } = 1;

    internal sealed class Configuration : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> builder)
        {
            builder.ToTable("desk_saved_view");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Name).HasMaxLength(NameMaxLength);
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasIndex(row => new { row.Owner, row.Name }).IsUnique();
            builder.HasIndex(row => row.RoleCode);
            builder.HasIndex(row => row.DepartmentCode);
        }
    }
}

/// <summary>The view with which a user's search page begins.</summary>
internal sealed class DefaultView
{
    public required string UserName { get; init; }
    public required long ViewKey { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DefaultView>
    {
        public void Configure(EntityTypeBuilder<DefaultView> builder)
        {
            builder.ToTable("desk_default_view");
            builder.HasKey(row => row.UserName);
            builder.HasIndex(row => row.ViewKey);
        }
    }
}
