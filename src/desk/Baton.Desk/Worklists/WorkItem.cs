using System.ComponentModel.DataAnnotations.Schema;
using Baton.Bpmn;
using Baton.Desk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Worklists;

/// <summary>
/// A user task of a case's process, as people see it, or a part in one that the desk itself asks for. Done items stay, so that a late click learns
/// who was first.
/// </summary>
internal sealed class WorkItem
{
    /// <summary>The engine's key of the user task; one of the desk's own for a part in a consultation.</summary>
    public required long Key { get; init; }
    public required long CaseKey { get; init; }
    public required long ProcessInstanceKey { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; set; }

    /// <summary>The element's name in the model; a pack text <c>element.PROCESS.ID</c> gives it in other languages.</summary>
    public required string ElementName { get; set; }
    public required string ProcessId { get; set; }
    public long? FormKey { get; init; }
    public string? Assignee { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? FollowUpAt { get; set; }

    /// <summary>0 to 100; 50 is ordinary.</summary>
    public int Priority { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public WorkItemStatus Status { get; set; }

    /// <summary>The buttons, a JSON array of <see cref="TaskAction"/>.</summary>
    public required string Actions { get; set; }

    /// <summary>The process variable that takes the code of the pressed button.</summary>
    public string? ResultVariable { get; set; }

    /// <summary>The case rests: nobody can work on the task.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>Who asked the holder to work on it and gets it back; null when the holder has it in his own right.</summary>
    public string? DelegatedBy { get; set; }

    /// <summary>
    /// The absent person for whom the reader may do it, where he has no right of his own; <see cref="Deputising.Mark"/> works it out for each
    /// reader, and it is not kept.
    /// </summary>
    [NotMapped]
    public string? DeputisedFor { get; set; }

    /// <summary>
    /// The reader has, for the unit of the case, a role that it is offered to; <see cref="UnitOffers.Mark"/> works it out for each reader, and it is
    /// not kept.
    /// </summary>
    [NotMapped]
    public bool IsOfferedInUnit { get; set; }

    /// <summary>The consultation that it answers; null for a task of the process.</summary>
    public long? ConsultationKey { get; init; }

    /// <summary>It is done, but others have still to confirm it before the process goes on.</summary>
    public bool AwaitsConfirmation { get; set; }
    public string? CompletedBy { get; set; }
    public string? CompletedAction { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; set; }

    public List<WorkItemCandidate> Candidates { get; } = [];

    /// <summary>Who is asked by his own name: the holder; of a free task its candidates that are no groups.</summary>
    public IReadOnlyList<string> AskedByName() =>
        Assignee is { } holder ? [holder] : [.. Candidates.Where(one => !one.IsGroup).Select(one => one.Name)];

    /// <summary>Its process goes on by another version, where it is this step. A part in a consultation keeps the buttons that it was asked with.</summary>
    public void GoOnAs(string elementId, string elementName, string processId, BatonActions? actions)
    {
        (ElementId, ElementName, ProcessId) = (elementId, elementName, processId);
        if (ConsultationKey is null)
        {
            Actions = TaskAction.Write(actions);
            ResultVariable = actions is { ResultVariable.Length: > 0 } ? actions.ResultVariable : null;
        }
        Version++;
    }

    /// <summary>These may pick it up from now on, and nobody else.</summary>
    public void Offer(IReadOnlyCollection<(bool IsGroup, string Name)> to)
    {
        Candidates.RemoveAll(one => !to.Contains((one.IsGroup, one.Name)));
        foreach (var (isGroup, name) in to.Where(one => !Candidates.Exists(known => (known.IsGroup, known.Name) == one)))
        {
            var candidate = new WorkItemCandidate
            {
                WorkItemKey = Key,
                IsGroup = isGroup,
                Name = name,
            };
            Candidates.Add(candidate);
        }
    }

    internal sealed class Configuration : IEntityTypeConfiguration<WorkItem>
    {
        private const string Open = "status = 'Open'";

        public void Configure(EntityTypeBuilder<WorkItem> builder)
        {
            builder.ToTable("desk_work_item");
            builder.HasKey(item => item.Key);
            builder.Property(item => item.Key).ValueGeneratedNever();
            builder.Property(item => item.Version).IsConcurrencyToken();
            builder.Property(item => item.Status).HasConversion<string>().HasMaxLength(20);
            builder.Property(item => item.AwaitsConfirmation).HasDefaultValue(false);
            // Whose cases a person has or had is read from the indexes alone.
            builder.HasIndex(item => new
            {
                item.Assignee,
                item.Status,
                item.CaseKey,
            });
            builder.HasIndex(item => new { item.Status, item.DueAt });
            builder.HasIndex(item => new { item.CompletedBy, item.CaseKey });
            builder.HasIndex(item => item.CaseKey);
            // Open tasks are few among those of years; what asks for them walks over no others.
            builder.HasIndex(item => item.Assignee).HasFilter(Open);
            builder.HasIndex(item => item.CaseKey, "IX_desk_work_item_open_case_key").HasFilter(Open);
            builder.HasOne<Case>().WithMany().HasForeignKey(item => item.CaseKey);
            builder.HasMany(item => item.Candidates).WithOne().HasForeignKey(candidate => candidate.WorkItemKey);
        }
    }
}

/// <summary>Where a work item stands.</summary>
public enum WorkItemStatus
{
    Open,
    Completed,
    Canceled,

    /// <summary>Its case is merged into another one; it is open again when the merge is undone.</summary>
    Held,
}

/// <summary>Somebody who may pick up a work item: one user, or everybody in a group.</summary>
internal sealed class WorkItemCandidate
{
    public required long WorkItemKey { get; init; }
    public required bool IsGroup { get; init; }

    /// <summary>User name, or a group as <see cref="DeskUser.Groups"/> has them: the code of a role, or <c>department:CODE</c>.</summary>
    public required string Name { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WorkItemCandidate>
    {
        public void Configure(EntityTypeBuilder<WorkItemCandidate> builder)
        {
            builder.ToTable("desk_work_item_candidate");
            builder.HasKey(candidate => new
            {
                candidate.WorkItemKey,
                candidate.IsGroup,
                candidate.Name,
            });
            builder.HasIndex(candidate => new { candidate.Name, candidate.IsGroup });
        }
    }
}
