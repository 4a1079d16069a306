using Baton.Desk.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>How a party stands to what it was asked.</summary>
public enum PartyState
{
    Waiting,
    Answered,
    Approved,
    Refused,
    Withdrawn,
}

/// <summary>One person or department that is asked.</summary>
internal sealed class ConsultationParty
{
    public required long Key { get; init; }
    public required long ConsultationKey { get; init; }
    public required bool IsDepartment { get; init; }

    /// <summary>User name, or the code of the department.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in the work lists; null while it is not its turn yet.</summary>
    public long? ItemKey { get; set; }
    public PartyState State { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>As work items name it among those who may pick them up.</summary>
    public (bool IsGroup, string Name) Candidate() => (IsDepartment, IsDepartment ? DepartmentGroup.Of(Name) : Name);

    internal sealed class Configuration : IEntityTypeConfiguration<ConsultationParty>
    {
        public void Configure(EntityTypeBuilder<ConsultationParty> builder)
        {
            builder.ToTable("desk_consultation_party");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            builder.HasIndex(row => row.ConsultationKey);
            builder.HasIndex(row => row.ItemKey);
        }
    }
}
