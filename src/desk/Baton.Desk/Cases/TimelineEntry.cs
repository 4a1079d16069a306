using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>One thing that happened to a case: a code and its parameters, put into words for each reader. Never changed.</summary>
internal sealed class TimelineEntry
{
    public required long Key { get; init; }
    public required long CaseKey { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="TimelineCodes"/> (or a channel's own); its sentence is the text <c>timeline.CODE</c>.</summary>
    public required string Code { get; init; }

    /// <summary>User name; null when the system acted.</summary>
    public string? Actor { get; init; }
    public long? TaskKey { get; init; }

    /// <summary>A JSON object of strings.</summary>
    public required string Parameters { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TimelineEntry>
    {
        public void Configure(EntityTypeBuilder<TimelineEntry> builder)
        {
            builder.ToTable("desk_timeline_entry");
            builder.HasKey(entry => entry.Key);
            builder.Property(entry => entry.Key).ValueGeneratedNever();
            builder.HasIndex(entry => new
            {
                entry.CaseKey,
                entry.At,
                entry.Key,
            });
            builder.HasOne<Case>().WithMany().HasForeignKey(entry => entry.CaseKey);
        }
    }
}

/// <summary>What the desk itself writes on a time line.</summary>
public static class TimelineCodes
{
    public const string Opened = "opened";
    public const string ContactAdded = "contact-added";
    public const string TaskCreated = "task-created";
    public const string TaskClaimed = "task-claimed";
    public const string TaskReleased = "task-released";
    public const string TaskTransferred = "task-transferred";
    public const string TaskCompleted = "task-completed";
    public const string TaskCanceled = "task-canceled";
    public const string Moved = "moved";
    public const string Migrated = "migrated";
    public const string StatusChanged = "status-changed";
    public const string OpinionAdded = "opinion-added";
    public const string AttachmentAdded = "attachment-added";
    public const string AttachmentVersionAdded = "attachment-version-added";
    public const string AttachmentInfected = "attachment-infected";
    public const string AttachmentDeleted = "attachment-deleted";
    public const string Edited = "edited";
    public const string KeywordsSet = "keywords-set";
    public const string KeywordsRemoved = "keywords-removed";
    public const string ThirdPartySet = "third-party-set";
    public const string ThirdPartyRemoved = "third-party-removed";
    public const string Suspended = "suspended";
    public const string Resumed = "resumed";
    public const string Aborted = "aborted";
    public const string Reopened = "reopened";
    public const string Urged = "urged";
    public const string Returned = "returned";
    public const string TaskDelegated = "task-delegated";
    public const string TaskGivenBack = "task-given-back";
    public const string TaskTakenBack = "task-taken-back";
    public const string SolvedAtOnce = "solved-at-once";
    public const string Closed = "closed";
    public const string Canceled = "canceled";
    public const string IncidentRaised = "incident-raised";
    public const string IncidentResolved = "incident-resolved";
    public const string AnswerSent = "answer-sent";
    public const string FaxQueued = "fax-queued";
    public const string FaxSent = "fax-sent";
    public const string FaxFailed = "fax-failed";
    public const string FaxResend = "fax-resend";
}
