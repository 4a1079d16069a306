using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Customers.Notes;

/// <summary>What everybody should know before speaking to a customer, for as long as it holds.</summary>
internal sealed class CustomerNote
{
    public required long Key { get; init; }
    public required long CustomerKey { get; init; }
    public required string Text { get; set; }

    /// <summary>1 is the most urgent, 4 the least.</summary>
    public required int Priority { get; set; }
    public required DateTimeOffset EffectiveFrom { get; set; }

    /// <summary>Exclusive; null for a note without an end.</summary>
    public DateTimeOffset? EffectiveUntil { get; set; }
    public required string WrittenBy { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerNote>
    {
        public void Configure(EntityTypeBuilder<CustomerNote> builder)
        {
            builder.ToTable("desk_customer_note");
            builder.HasKey(note => note.Key);
            builder.Property(note => note.Key).ValueGeneratedNever();
            builder.Property(note => note.Version).IsConcurrencyToken();
            builder.HasIndex(note => note.CustomerKey);
            builder.HasOne<Customer>().WithMany().HasForeignKey(note => note.CustomerKey).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A user has read a note and wants it out of his way.</summary>
internal sealed class CustomerNoteDismissal
{
    public required long NoteKey { get; init; }
    public required string UserName { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerNoteDismissal>
    {
        public void Configure(EntityTypeBuilder<CustomerNoteDismissal> builder)
        {
            builder.ToTable("desk_customer_note_dismissal");
            builder.HasKey(dismissal => new { dismissal.NoteKey, dismissal.UserName });
            builder.HasOne<CustomerNote>().WithMany().HasForeignKey(dismissal => dismissal.NoteKey).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
