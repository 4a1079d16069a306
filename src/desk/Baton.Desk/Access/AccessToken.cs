using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>A secret with which a program acts as its user. Only the hash is kept.</summary>
[Audited(AuditKinds.Token, nameof(Prefix))]
internal sealed class AccessToken
{
    public required long Key { get; init; }
    public required string UserName { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole token, in hexadecimal.</summary>
    [AuditedSecret]
    public required string Hash { get; init; }

    /// <summary>The first characters, by which a person recognises it.</summary>
    public required string Prefix { get; init; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    [NotAudited]
    public DateTimeOffset? LastUsedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AccessToken>
    {
        public void Configure(EntityTypeBuilder<AccessToken> builder)
        {
            builder.ToTable("desk_access_token");
            builder.HasKey(token => token.Key);
            builder.Property(token => token.Key).ValueGeneratedNever();
            builder.HasIndex(token => token.Hash).IsUnique();
            builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserName);
        }
    }
}
