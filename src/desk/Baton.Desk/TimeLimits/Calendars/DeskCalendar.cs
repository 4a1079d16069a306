using System.Text.Json;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>A calendar of working hours that time limits are reckoned with.</summary>
[Audited(AuditKinds.Calendar, nameof(Code))]
internal sealed class DeskCalendar
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>A <see cref="CalendarContent"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>Counts where neither a policy nor a unit nor a tier names one; one calendar at most.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Reckons on, but is offered no more.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Which pack brought it; null where administrators made it.</summary>
    public string? Pack { get; init; }

    /// <summary>Administrators changed it, so that its pack leaves it alone.</summary>
    [NotAudited]
    public bool IsOwn { get; set; }

    /// <summary>Where further holidays are read from each day; null for nowhere.</summary>
    public string? Address { get; set; }

    /// <summary>Words in the name of an event, separated by commas, that make it a make-up day.</summary>
    public string? MakeUpWords { get; set; }

    /// <summary>Name of the weekday whose hours make-up days of the subscription have.</summary>
    public string? MakeUpLike { get; set; }

    /// <summary>What was read from the address last: a list of <see cref="SpecialDaysEntry"/> as JSON; null before the first time.</summary>
    [NotAudited]
    public string? Imported { get; set; }

    /// <summary>What was not understood then: a list of <see cref="Holidays.NotUnderstood"/> as JSON.</summary>
    [NotAudited]
    public string? NotUnderstood { get; set; }

    /// <summary>When it was read without a problem last.</summary>
    [NotAudited]
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When it will be read next; null where there is no address.</summary>
    [NotAudited]
    public DateTimeOffset? NextReadAt { get; set; }

    /// <summary>When reading failed since it last did not; null where it did not.</summary>
    [NotAudited]
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Why: a code of the texts.</summary>
    [NotAudited]
    public string? Failure { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public CalendarContent Hours() => CalendarContent.FromJson(Content);

    public IReadOnlyList<SpecialDaysEntry> ImportedDays() =>
        Imported is { } json ? JsonSerializer.Deserialize<List<SpecialDaysEntry>>(json, CalendarContent.Json) ?? [] : [];

    internal sealed class Configuration : IEntityTypeConfiguration<DeskCalendar>
    {
        public void Configure(EntityTypeBuilder<DeskCalendar> builder)
        {
            builder.ToTable("desk_calendar");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(100);
            builder.ComplexProperty(row => row.Name);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
