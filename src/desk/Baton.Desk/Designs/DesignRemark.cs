using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Designs;

/// <summary>What somebody did with a design beside drawing, and what he said.</summary>
public enum DesignDeed
{
    /// <summary>Asked for a review.</summary>
    Asked,

    /// <summary>Found it good.</summary>
    Approved,

    /// <summary>Sent it back.</summary>
    Returned,

    /// <summary>Said something about it.</summary>
    Said,

    /// <summary>Set a time for its deployment.</summary>
    Scheduled,

    /// <summary>Took the time back.</summary>
    Unscheduled,

    /// <summary>Deployed it.</summary>
    Deployed,

    /// <summary>The deployment at the set time was refused.</summary>
    Failed,
}

/// <summary>One line of what was said about a design; only ever added.</summary>
internal sealed class DesignRemark
{
    public required long Key { get; init; }
    public required long DesignKey { get; init; }
    public required DesignDeed Deed { get; init; }

    /// <summary>The revision that it is about.</summary>
    public required int Revision { get; init; }
    public required string Author { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Text { get; init; }

    /// <summary>The element of the drawing that it is about; null for the whole.</summary>
    public string? ElementId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignRemark>
    {
        public void Configure(EntityTypeBuilder<DesignRemark> builder)
        {
            builder.ToTable("desk_design_remark");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Deed).HasConversion<string>().HasMaxLength(20);
            builder.HasIndex(row => new { row.DesignKey, row.Key });
        }
    }
}
