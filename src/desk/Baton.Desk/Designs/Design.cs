using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Designs;

/// <summary>A process, decision or form that is being drawn. <see cref="DesignChange"/> tells the audit log.</summary>
internal sealed class Design
{
    public required long Key { get; init; }
    public required DesignKind Kind { get; init; }

    /// <summary>The id that its deployed versions share, as the text says it.</summary>
    public required string ModelId { get; set; }

    /// <summary>The name as the text says it, or as it was given where texts of the kind have none.</summary>
    public required string Name { get; set; }

    /// <summary>The whole XML or JSON as it was saved last.</summary>
    public required string Text { get; set; }

    /// <summary>Counts the saves, from 1.</summary>
    public required int Revision { get; set; }

    /// <summary>The file name of the deployed version from which it was drawn on; null where it has none yet.</summary>
    public string? ResourceName { get; set; }

    /// <summary>The deployed version from which it was drawn on; null for one that began empty or from a file.</summary>
    public int? BasedOnVersion { get; set; }

    public required DesignState State { get; set; }

    /// <summary>The state before it was discarded; null in all others.</summary>
    public DesignState? DiscardedFrom { get; set; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>User names of those who drew since it was last approved, with line breaks between.</summary>
    public string Drawers { get; set; } = "";

    /// <summary>Who asked for the review; null where nobody has.</summary>
    public string? ReviewAskedBy { get; set; }

    /// <summary>Who approved the text as it is now; null where nobody has.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>Whether he was none of those who had drawn.</summary>
    public bool IsApprovedByAnother { get; set; }

    /// <summary>Why it is deployed: said when it was scheduled.</summary>
    public string? Comment { get; set; }

    /// <summary>When it is to be deployed; null unless it is scheduled.</summary>
    public DateTimeOffset? DeployAt { get; set; }

    /// <summary>Who scheduled it.</summary>
    public string? DeployBy { get; set; }

    /// <summary>Whether it is deployed at that time even where kept runs come out differently by then.</summary>
    public bool DeployRegardless { get; set; }

    /// <summary>Why the last deployment at a set time was refused; null when it was not.</summary>
    public string? DeployFailure { get; set; }

    /// <summary>The version that it became last; null when it was never deployed.</summary>
    public int? DeployedVersion { get; set; }

    public IReadOnlyList<string> DrawnBy => Drawers.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Somebody has drawn.</summary>
    public void Draw(string userName)
    {
        if (!DrawnBy.Contains(userName, StringComparer.Ordinal))
            Drawers = string.Join('\n', [.. DrawnBy, userName]);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Design>
    {
        public void Configure(EntityTypeBuilder<Design> builder)
        {
            builder.ToTable("desk_design");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.DiscardedFrom).HasConversion<string>().HasMaxLength(20);
            builder.Ignore(row => row.DrawnBy);
            builder.HasIndex(row => new { row.Kind, row.ModelId });
            builder.HasIndex(row => new { row.State, row.DeployAt });
        }
    }
}
