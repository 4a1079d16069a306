using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>The key with which the desk signs the tokens in its mails; it stays, as answers come after years.</summary>
internal sealed class MailKey
{
    /// <summary>The one that there is.</summary>
    public const string Current = "token";

    public required string Name { get; init; }

    /// <summary>In base64.</summary>
    public required string Secret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MailKey>
    {
        public void Configure(EntityTypeBuilder<MailKey> builder)
        {
            builder.ToTable("desk_mail_key");
            builder.HasKey(row => row.Name);
            builder.Property(row => row.Name).HasMaxLength(20);
        }
    }
}
