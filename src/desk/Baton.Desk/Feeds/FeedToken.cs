using Baton.Desk.Access;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Feeds;

/// <summary>A secret address at which another program reads the open tasks of its user, and nothing else. Only the hash is kept.</summary>
[Audited(AuditKinds.FeedToken, nameof(Prefix))]
internal sealed class FeedToken
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
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FeedToken>
    {
        public void Configure(EntityTypeBuilder<FeedToken> builder)
        {
            builder.ToTable("desk_feed_token");
            builder.HasKey(token => token.Key);
            builder.Property(token => token.Key).ValueGeneratedNever();
            builder.HasIndex(token => token.Hash).IsUnique();
            builder.HasIndex(token => token.UserName);
            builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserName);
        }
    }
}
