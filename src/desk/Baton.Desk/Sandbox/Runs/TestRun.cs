using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>A run of the sandbox that is kept, to see whether later drafts of the process still go the same way.</summary>
[Audited(AuditKinds.TestRun, nameof(Key))]
internal sealed class TestRun
{
    public required long Key { get; init; }

    /// <summary>The process that it plays; drafts and versions of it share its runs.</summary>
    public required string ProcessId { get; init; }
    public required string Name { get; set; }

    /// <summary>How it begins, as JSON.</summary>
    [NotAudited]
    public required string Start { get; set; }

    /// <summary>What is done, as JSON.</summary>
    [NotAudited]
    public required string Steps { get; set; }

    /// <summary>What must come of it, as JSON.</summary>
    [NotAudited]
    public required string Expected { get; set; }
    public required string SavedBy { get; set; }

    [NotAudited]
    public required DateTimeOffset SavedAt { get; set; }
    public required int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TestRun>
    {
        public void Configure(EntityTypeBuilder<TestRun> builder)
        {
            builder.ToTable("desk_test_run");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.HasIndex(row => new { row.ProcessId, row.Name }).IsUnique();
        }
    }
}
