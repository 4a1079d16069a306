using Baton.Desk.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications.Preferences;

/// <summary>How somebody wants to be told beside the bell. Lists have commas between; who has none wants nothing more than the bell.</summary>
internal sealed class MessagePreference
{
    public required string UserName { get; init; }

    /// <summary>By which channels he hears of a task that arrives.</summary>
    public string TaskChannels { get; set; } = "";

    /// <summary>By which channels he is reminded, beside those that the policy names.</summary>
    public string ReminderChannels { get; set; } = "";

    /// <summary>Begin and end of his quiet hours, as 22:00; null for none. They may go over midnight.</summary>
    public string? QuietFrom { get; set; }
    public string? QuietTo { get; set; }

    /// <summary>IANA name of the zone of his hours; null for that of the desk.</summary>
    public string? TimeZone { get; set; }

    /// <summary>When the mails that were collected for him leave as one, such as 09:00,16:30; empty sends each at once.</summary>
    public string DigestTimes { get; set; } = "";
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessagePreference>
    {
        public void Configure(EntityTypeBuilder<MessagePreference> builder)
        {
            builder.ToTable("desk_message_preference");
            builder.HasKey(row => row.UserName);
            builder.Property(row => row.UserName).HasMaxLength(100);
            builder.Property(row => row.QuietFrom).HasMaxLength(5);
            builder.Property(row => row.QuietTo).HasMaxLength(5);
            builder.Property(row => row.TimeZone).HasMaxLength(100);
            builder.Property(row => row.Version).IsConcurrencyToken();
            builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserName);
        }
    }
}
