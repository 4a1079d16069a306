using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Customers;

/// <summary>A person or firm that the desk serves.</summary>
internal sealed class Customer : ISearched
{
    public required long Key { get; init; }

    /// <summary>The number under which other systems know the customer; unique.</summary>
    public required string Number { get; set; }
    public required string Name { get; set; }

    /// <summary>One of <see cref="CustomerKinds"/>.</summary>
    public string Kind { get; set; } = CustomerKinds.Person;

    /// <summary>The organisation or authority that a person belongs to.</summary>
    public long? OrganisationKey { get; set; }

    /// <summary>User name of the colleague who looks after the customer.</summary>
    public string? KeyAccountManager { get; set; }

    /// <summary>Decides priority and time limits; a code of <see cref="Tiers.CustomerTier"/>.</summary>
    public required string Tier { get; set; }
    public required string Language { get; set; }
    public string? Remark { get; set; }

    /// <summary>Folded name, number, phones and addresses, by which the customer is found.</summary>
    public required string SearchText { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int Version { get; set; }

    /// <summary>The customer whom this one turned out to be: whoever looks for this one is led to him.</summary>
    public long? MergedIntoKey { get; set; }

    /// <summary>When the personal data were erased on request.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>When a foreign system said last what it knows of the customer; null when it never did.</summary>
    public DateTimeOffset? LookedUpAt { get; set; }

    /// <summary>What people call that system.</summary>
    public string? LookupSource { get; set; }

    /// <summary>That system's own key of the customer.</summary>
    public string? ExternalId { get; set; }

    DateTimeOffset? ISearched.Began => null;

    public List<CustomerPhone> Phones { get; } = [];
    public List<CustomerEmail> Emails { get; } = [];
    public List<CustomerAddress> Addresses { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> builder)
        {
            builder.ToTable("desk_customer");
            builder.HasKey(customer => customer.Key);
            builder.Property(customer => customer.Key).ValueGeneratedNever();
            builder.HasIndex(customer => customer.Number).IsUnique();
            builder.HasIndex(customer => new { customer.Name, customer.Key });
            builder.HasIndex(customer => customer.KeyAccountManager).HasFilter("key_account_manager IS NOT NULL");
            builder.Property(customer => customer.Version).IsConcurrencyToken();
            builder.HasMany(customer => customer.Phones).WithOne().HasForeignKey(phone => phone.CustomerKey);
            builder.HasMany(customer => customer.Emails).WithOne().HasForeignKey(email => email.CustomerKey);
            builder.HasMany(customer => customer.Addresses).WithOne().HasForeignKey(address => address.CustomerKey);
            builder.HasIndex(customer => customer.OrganisationKey).HasFilter("organisation_key IS NOT NULL");
            builder.HasIndex(customer => customer.MergedIntoKey).HasFilter("merged_into_key IS NOT NULL");
        }
    }
}

/// <summary>A number of a customer, phone or fax, in E.164.</summary>
internal sealed class CustomerPhone
{
    public const string Phone = "phone";
    public const string Fax = "fax";

    public required long CustomerKey { get; init; }
    public required string Number { get; init; }

    /// <summary><see cref="Phone"/> or <see cref="Fax"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The customer's first number comes first.</summary>
    public int SortOrder { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerPhone>
    {
        public void Configure(EntityTypeBuilder<CustomerPhone> builder)
        {
            builder.ToTable("desk_customer_phone");
            builder.HasKey(phone => new
            {
                phone.CustomerKey,
                phone.Kind,
                phone.Number,
            });
            builder.HasIndex(phone => phone.Number);
        }
    }
}

/// <summary>A mail address of a customer, lower-case.</summary>
internal sealed class CustomerEmail
{
    public required long CustomerKey { get; init; }
    public required string Address { get; init; }
    public int SortOrder { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerEmail>
    {
        public void Configure(EntityTypeBuilder<CustomerEmail> builder)
        {
            builder.ToTable("desk_customer_email");
            builder.HasKey(email => new { email.CustomerKey, email.Address });
            builder.HasIndex(email => email.Address);
        }
    }
}

/// <summary>A postal address of a customer.</summary>
internal sealed class CustomerAddress
{
    public required long CustomerKey { get; init; }

    /// <summary>The customer's first address comes first.</summary>
    public required int SortOrder { get; init; }

    /// <summary>What it is for, such as office or billing.</summary>
    public required string Label { get; set; }

    /// <summary>As it is written on an envelope, several lines.</summary>
    public required string Text { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerAddress>
    {
        public void Configure(EntityTypeBuilder<CustomerAddress> builder)
        {
            builder.ToTable("desk_customer_address");
            builder.HasKey(address => new { address.CustomerKey, address.SortOrder });
        }
    }
}
