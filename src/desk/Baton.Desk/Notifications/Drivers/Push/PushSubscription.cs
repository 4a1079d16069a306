using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>A browser in which a user turned notifications on.</summary>
internal sealed class PushSubscription
{
    public const int MaxEndpoint = 1000;
    public const int MaxDevice = 200;

    /// <summary>How many one user may have.</summary>
    public const int Most = 20;

    public required long Key { get; init; }
    public required string UserName { get; set; }

    /// <summary>The browser's address at its push service; whoever knows it may send there, if he has the desk's key.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, base64url.</summary>
    public required string PublicKey { get; set; }

    /// <summary>The secret that the browser made, base64url.</summary>
    public required string Secret { get; set; }

    /// <summary>What the browser calls itself.</summary>
    public required string Device { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PushSubscription>
    {
        public void Configure(EntityTypeBuilder<PushSubscription> builder)
        {
            builder.ToTable("desk_push_subscription");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.Endpoint).HasMaxLength(MaxEndpoint);
            builder.Property(row => row.Device).HasMaxLength(MaxDevice);
            builder.HasIndex(row => row.Endpoint).IsUnique();
            builder.HasIndex(row => row.UserName);
        }
    }
}
