using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Http;

/// <summary>Remembers what a create with an Idempotency-Key made, so that a repeated request gets the same answer and makes nothing.</summary>
internal sealed class IdempotentCreate
{
    public required string UserName { get; init; }
    public required string Operation { get; init; }
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request: the same key with another request is a mistake.</summary>
    public required string RequestHash { get; init; }
    public required long ResultKey { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IdempotentCreate>
    {
        public void Configure(EntityTypeBuilder<IdempotentCreate> builder)
        {
            builder.ToTable("desk_idempotent_create");
            builder.HasKey(row => new
            {
                row.UserName,
                row.Operation,
                row.IdempotencyKey,
            });
            builder.Property(row => row.IdempotencyKey).HasMaxLength(200);
            builder.HasIndex(row => row.At);
        }
    }
}
