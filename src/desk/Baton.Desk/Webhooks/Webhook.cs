using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Webhooks;

/// <summary>An address of another system that is told what happens in the desk, and how telling it goes.</summary>
[Audited(AuditKinds.Webhook, nameof(Name))]
internal sealed class Webhook
{
    public required long Key { get; init; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>Of <see cref="WebhookEvents"/>, with commas between.</summary>
    public required string Events { get; set; }

    /// <summary>Codes with commas between; empty for all.</summary>
    public string CaseTypes { get; set; } = "";

    /// <summary>Codes with commas between; empty for all.</summary>
    public string Departments { get; set; } = "";
    public bool IsActive { get; set; }

    /// <summary>Who saved it last: it is told of what he may read, and of nothing else.</summary>
    public required string Owner { get; set; }

    /// <summary>Signs what is sent; enciphered with the desk's keys.</summary>
    [AuditedSecret]
    public required string Secret { get; set; }

    /// <summary>The one before, which signs as well until <see cref="PreviousUntil"/>.</summary>
    [NotAudited]
    public string? PreviousSecret { get; set; }

    [NotAudited]
    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>Names of further headers with commas between.</summary>
    public string HeaderNames { get; set; } = "";

    /// <summary>Those headers with their values as JSON, enciphered; null for none.</summary>
    [AuditedSecret]
    public string? Headers { get; set; }

    [NotAudited]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotAudited]
    public int Version { get; set; }

    /// <summary>Failed attempts in a row that say something of the receiver as a whole.</summary>
    [NotAudited]
    public int Failures { get; set; }

    [NotAudited]
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Nothing is sent before, as the receiver does not answer.</summary>
    [NotAudited]
    public DateTimeOffset? PausedUntil { get; set; }

    [NotAudited]
    public DateTimeOffset? LastSuccessAt { get; set; }

    [NotAudited]
    public string? LastError { get; set; }

    /// <summary>When administrators were told that something was set aside; null since it works again.</summary>
    [NotAudited]
    public DateTimeOffset? AlarmedAt { get; set; }

    /// <summary>When the receiver said that it is gone for good.</summary>
    [NotAudited]
    public DateTimeOffset? GoneAt { get; set; }

    public static IReadOnlyList<string> Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static string Join(IEnumerable<string> list) => string.Join(',', list);

    internal sealed class Configuration : IEntityTypeConfiguration<Webhook>
    {
        public void Configure(EntityTypeBuilder<Webhook> builder)
        {
            builder.ToTable("desk_webhook");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
        }
    }
}
