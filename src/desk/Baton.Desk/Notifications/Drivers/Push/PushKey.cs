using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>The key by which push services know this desk: browsers subscribe to it, so it stays for ever.</summary>
internal sealed class PushKey
{
    /// <summary>The one that there is.</summary>
    public const string Current = "vapid";

    public required string Name { get; init; }

    /// <summary>PKCS 8 in base64.</summary>
    public required string PrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PushKey>
    {
        public void Configure(EntityTypeBuilder<PushKey> builder)
        {
            builder.ToTable("desk_push_key");
            builder.HasKey(row => row.Name);
            builder.Property(row => row.Name).HasMaxLength(20);
        }
    }
}
