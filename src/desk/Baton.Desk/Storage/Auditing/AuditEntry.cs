using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Storage.Auditing;

/// <summary>
/// What an administrator changed. Entries are numbered without gaps and chained by <see cref="Hash"/>, one chain a database; they are only ever
/// added.
/// </summary>
internal sealed class AuditEntry
{
    /// <summary>The place in the chain; the first entry has 1.</summary>
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the program itself: at start, or from its command line.</summary>
    public string? Actor { get; init; }

    /// <summary>Where the request came from, if that is known.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one of its kind.</summary>
    public required string Target { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>A JSON object of the changed fields as they were; of a list, the elements that went.</summary>
    public required string Before { get; init; }

    /// <summary>A JSON object of the changed fields as they are since; of a list, the elements that came.</summary>
    public required string After { get; init; }

    /// <summary>Target and fields folded, for substring search; follows from the others and is not part of the hash.</summary>
    public required string SearchText { get; init; }

    /// <summary>SHA-256 over the hash before and this entry, in hexadecimal; see <see cref="AuditChain"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Hangs the entry behind the one that has the hash.</summary>
    public void Follow(string previousHash) => Hash = AuditChain.Hash(previousHash, this);

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("desk_audit_entry");
            builder.HasKey(row => row.Number);
            builder.Property(row => row.Number).ValueGeneratedNever();
            builder.HasIndex(row => new { row.Kind, row.Number });
            builder.HasIndex(row => new { row.Actor, row.Number });
            builder.HasIndex(row => row.At);
        }
    }
}
