using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications;

/// <summary>Something one user should look at.</summary>
internal sealed class Notification
{
    public required long Key { get; init; }
    public required string UserName { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Its sentence is the text <c>notification.CODE</c>.</summary>
    public required string Code { get; init; }

    /// <summary>A JSON object of strings.</summary>
    public required string Parameters { get; init; }
    public long? CaseKey { get; init; }
    public long? TaskKey { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Notification>
    {
        public void Configure(EntityTypeBuilder<Notification> builder)
        {
            builder.ToTable("desk_notification");
            builder.HasKey(notification => notification.Key);
            builder.Property(notification => notification.Key).ValueGeneratedNever();
            builder.HasIndex(notification => new
            {
                notification.UserName,
                notification.ReadAt,
                notification.Key,
            });
            builder.HasIndex(notification => notification.TaskKey).HasFilter("task_key IS NOT NULL");
            builder.HasIndex(notification => notification.CaseKey);
        }
    }
}
