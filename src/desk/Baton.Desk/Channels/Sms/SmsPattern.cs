using System.Text.Json;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Sms;

/// <summary>A value of a formatted message.</summary>
/// <param name="Name">What senders call it, where values have names.</param>
/// <param name="Target">Where it goes: subject, description, category, customerName, or a field of the case type's form.</param>
/// <param name="IsRequired">Without it the message does not fit.</param>
public sealed record SmsField(string Name, string Target, bool IsRequired = true);

/// <summary>How a short message is written that becomes a case by itself, and what its sender is answered.</summary>
[Audited(AuditKinds.SmsPattern, nameof(Code))]
internal sealed class SmsPattern
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>The first word of such a message, whatever its case.</summary>
    public required string Keyword { get; set; }

    /// <summary>Values are written as <c>name=value</c>; else they stand in the order of the fields.</summary>
    public bool IsNamed { get; set; }

    /// <summary>Stands between two values.</summary>
    public required string Separator { get; set; }

    /// <summary>A list of <see cref="SmsField"/> as JSON.</summary>
    public required string Fields { get; set; }
    public required string CaseType { get; set; }
    public string? Category { get; set; }
    public string? Unit { get; set; }

    /// <summary>Shown to whoever writes it wrongly.</summary>
    public required string Example { get; set; }

    /// <summary>The answer to a message that became a case; with <c>{number}</c>. Empty for no answer.</summary>
    public required LocalizedText Accepted { get; set; }

    /// <summary>The answer to one that does not fit; with <c>{example}</c> and <c>{missing}</c>. Empty for no answer.</summary>
    public required LocalizedText Misfit { get; set; }
    public bool IsRetired { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public IReadOnlyList<SmsField> FieldList() => JsonSerializer.Deserialize<List<SmsField>>(Fields) ?? [];

    internal sealed class Configuration : IEntityTypeConfiguration<SmsPattern>
    {
        public void Configure(EntityTypeBuilder<SmsPattern> builder)
        {
            builder.ToTable("desk_sms_pattern");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(100);
            builder.ComplexProperty(row => row.Name);
            builder.ComplexProperty(row => row.Accepted);
            builder.ComplexProperty(row => row.Misfit);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
