using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications.Templates;

/// <summary>A template as it is now. One that the desk brings has a row only when somebody changed it.</summary>
[Audited(AuditKinds.MessageTemplate, nameof(Code))]
internal sealed class MessageTemplate
{
    public required string Code { get; init; }

    /// <summary>A <see cref="TemplateContent"/> as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>The pack that brought it; null for one that was made in the desk.</summary>
    public string? Pack { get; set; }

    /// <summary>What the pack said last, by which it is known whether somebody changed it since.</summary>
    [NotAudited]
    public string? PackContent { get; set; }
    public bool IsRetired { get; set; }

    [NotAudited]
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessageTemplate>
    {
        public void Configure(EntityTypeBuilder<MessageTemplate> builder)
        {
            builder.ToTable("desk_message_template");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(100);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>What a template said in one version; never changed.</summary>
internal sealed class MessageTemplateVersion
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Content { get; init; }

    /// <summary>User name; null when a pack brought it.</summary>
    public string? Author { get; init; }
    public string? Pack { get; init; }
    public string? Comment { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessageTemplateVersion>
    {
        public void Configure(EntityTypeBuilder<MessageTemplateVersion> builder)
        {
            builder.ToTable("desk_message_template_version");
            builder.HasKey(row => new { row.Code, row.Version });
            builder.Property(row => row.Code).HasMaxLength(100);
        }
    }
}
