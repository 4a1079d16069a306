using Baton.Desk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>What the holder of a task asks others for.</summary>
public enum ConsultationKind
{
    /// <summary>Their part, in words.</summary>
    Opinion,

    /// <summary>Yes or no, decided by a share of the voters.</summary>
    Vote,

    /// <summary>Their signature, for which the task waits.</summary>
    SignBefore,

    /// <summary>Their signature once the task is done; the process waits for it.</summary>
    SignAfter,
}

/// <summary>Where a consultation stands.</summary>
public enum ConsultationStatus
{
    Open,

    /// <summary>All have said their part.</summary>
    Answered,
    Approved,
    Refused,

    /// <summary>Nobody is asked any more: the asker took it back, or the step ended.</summary>
    Withdrawn,
}

/// <summary>What one task's holder asks several people or departments at once, while he keeps the task.</summary>
internal sealed class Consultation
{
    public const int QuestionMaxLength = 2000;
    public const int MaxParties = 50;

    public required long Key { get; init; }
    public required long CaseKey { get; init; }

    /// <summary>The task that it is about.</summary>
    public required long TaskKey { get; init; }
    public required ConsultationKind Kind { get; init; }
    public required string Question { get; set; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>
    /// The share in percent, 1 to 100: of approvals that a vote needs, or of answers without which the step cannot be completed. Null for opinions
    /// that the step does not wait for.
    /// </summary>
    public int? NeededPercent { get; init; }
    public ConsultationStatus Status { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; set; }

    public List<ConsultationParty> Parties { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Consultation>
    {
        public void Configure(EntityTypeBuilder<Consultation> builder)
        {
            builder.ToTable("desk_consultation");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.Question).HasMaxLength(QuestionMaxLength);
            builder.HasIndex(row => row.TaskKey);
            builder.HasIndex(row => row.CaseKey);
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
            builder.HasMany(row => row.Parties).WithOne().HasForeignKey(party => party.ConsultationKey);
        }
    }
}
