using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Contacts;

/// <summary>One call, mail, message or visit. It stands alone when it was settled at once, or belongs to a case.</summary>
internal sealed class Contact
{
    public required long Key { get; init; }
    public long? CustomerKey { get; init; }
    public long? CaseKey { get; set; }

    /// <summary>phone, fax, mail, web, ...</summary>
    public required string Channel { get; init; }

    /// <summary>The number that the customer called from, E.164.</summary>
    public string? Phone { get; init; }
    public required string Subject { get; init; }
    public string? Note { get; init; }
    public required string LoggedBy { get; init; }
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Contact>
    {
        public void Configure(EntityTypeBuilder<Contact> builder)
        {
            builder.ToTable("desk_contact");
            builder.HasKey(contact => contact.Key);
            builder.Property(contact => contact.Key).ValueGeneratedNever();
            builder.HasIndex(contact => new { contact.CustomerKey, contact.At });
            builder.HasIndex(contact => contact.CaseKey).HasFilter("case_key IS NOT NULL");
            builder.HasIndex(contact => new { contact.LoggedBy, contact.At });
            builder.HasOne<Customer>().WithMany().HasForeignKey(contact => contact.CustomerKey).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Case>().WithMany().HasForeignKey(contact => contact.CaseKey).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
