using Baton.Desk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>How a task was done, kept until those who sign afterwards have confirmed it; only then the process learns of it.</summary>
internal sealed class PendingCompletion
{
    public required long TaskKey { get; init; }
    public required long CaseKey { get; init; }

    /// <summary>Id of the pressed button.</summary>
    public required string Action { get; init; }

    /// <summary>What goes into the process, a JSON object.</summary>
    public required string Variables { get; init; }
    public string? Opinion { get; init; }
    public required string CompletedBy { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PendingCompletion>
    {
        public void Configure(EntityTypeBuilder<PendingCompletion> builder)
        {
            builder.ToTable("desk_pending_completion");
            builder.HasKey(row => row.TaskKey);
            builder.Property(row => row.TaskKey).ValueGeneratedNever();
            builder.HasIndex(row => row.CaseKey);
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseKey);
        }
    }
}
