using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>How the customer gets to his case on his own page. The code itself is kept nowhere.</summary>
internal sealed class PortalAccess
{
    public required long CaseKey { get; init; }

    /// <summary>Salted and slow, as those of passwords.</summary>
    public required string CodeHash { get; set; }

    /// <summary>Counts the codes that were given; tickets of an earlier one are not valid any more.</summary>
    public int Round { get; set; } = 1;
    public required DateTimeOffset GivenAt { get; set; }

    /// <summary>User name; <see cref="Desk.Access.CustomerHimself"/> for the code of a case that the customer registered.</summary>
    public required string GivenBy { get; set; }

    /// <summary>Wrong codes in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Until then no code is looked at.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>When the customer came in last; null for never.</summary>
    public DateTimeOffset? EnteredAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PortalAccess>
    {
        public void Configure(EntityTypeBuilder<PortalAccess> builder)
        {
            builder.ToTable("desk_portal_access");
            builder.HasKey(access => access.CaseKey);
            builder.Property(access => access.CaseKey).ValueGeneratedNever();
            builder.HasOne<Case>().WithMany().HasForeignKey(access => access.CaseKey);
        }
    }
}
