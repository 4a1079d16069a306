using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A policy that runs, or ran, on a case. What it knows is its record; the columns beside it are there to be searched by.</summary>
internal sealed class Clock
{
    public required long CaseKey { get; init; }
    public required long Key { get; init; }
    public required string PolicyCode { get; init; }
    public required int PolicyVersion { get; init; }

    /// <summary>The task that it is about; null for the case as a whole.</summary>
    public long? TaskKey { get; init; }

    /// <summary>The unit that has the task, where units are measured.</summary>
    public string? Unit { get; init; }
    public ClockState State { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>The working time of its pauses, in milliseconds.</summary>
    public long PausedTotal { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What it does by itself next, and when; null where it has nothing to do.</summary>
    public string? NextMark { get; set; }
    public DateTimeOffset? NextMarkAt { get; set; }
    public int RoundsDone { get; set; }

    /// <summary>A <see cref="ClockRecord"/> as JSON.</summary>
    public required string Record { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Clock>
    {
        public void Configure(EntityTypeBuilder<Clock> builder)
        {
            builder.ToTable("desk_clock");
            builder.HasKey(row => new { row.CaseKey, row.Key });
            builder.Property(row => row.CaseKey).ValueGeneratedNever();
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.PolicyCode).HasMaxLength(100);
            builder.Property(row => row.Unit).HasMaxLength(400);
            builder.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.NextMark).HasMaxLength(40);
            builder.Property(row => row.Version).IsConcurrencyToken();
            // The alarm looks at those alone that have something to do.
            builder.HasIndex(row => new { row.NextMarkAt, row.Key }).HasFilter("next_mark_at IS NOT NULL");
            builder.HasIndex(row => row.TaskKey).HasFilter("task_key IS NOT NULL");
            builder.HasIndex(row => row.DueAt).HasFilter("ended_at IS NULL");
            builder.HasIndex(row => new { row.PolicyCode, row.EndedAt });
        }
    }

    public ClockRecord Read() => ClockRecord.Read(Record);

    /// <summary>Keeps what the machine made of it.</summary>
    public void Keep(ClockRecord record, (string Id, DateTimeOffset At)? next)
    {
        (State, StartedAt, DueAt) = (record.State, record.StartedAt, record.DueAt);
        (PausedAt, PausedTotal, EndedAt) = (record.PausedAt, (long)record.Paused.TotalMilliseconds, record.EndedAt);
        (NextMark, NextMarkAt, RoundsDone) = (next?.Id, next?.At, record.Round);
        Record = record.Write();
        Version++;
    }
}
