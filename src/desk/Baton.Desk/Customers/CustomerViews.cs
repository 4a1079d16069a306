using Baton.Desk.Access;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers;

/// <summary>A customer in a few lines, with the number of cases that are open now.</summary>
public sealed record CustomerCard(
    long Key,
    string Number,
    string Name,
    string Tier,
    string Language,
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Faxes,
    IReadOnlyList<string> Emails,
    string? Remark,
    int OpenCases,
    int Version
)
{
    /// <summary>One of <see cref="CustomerKinds"/>.</summary>
    public string Kind { get; init; } = CustomerKinds.Person;

    /// <summary>The tier in the reader's language.</summary>
    public string TierName { get; init; } = "";

    /// <summary>The organisation or authority that a person belongs to.</summary>
    public long? OrganisationKey { get; init; }
    public string? OrganisationName { get; init; }

    /// <summary>User name of the colleague who looks after the customer.</summary>
    public string? KeyAccountManager { get; init; }
    public string? KeyAccountManagerName { get; init; }

    /// <summary>When the personal data were erased on request; nothing of the customer can be changed since.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The foreign system that said what it knows of the customer, and when it did last.</summary>
    public string? LookupSource { get; init; }
    public DateTimeOffset? LookedUpAt { get; init; }

    /// <summary>The foreign system's own key of the customer.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Postal addresses, the main one first.</summary>
    public IReadOnlyList<PostalAddress> Addresses { get; init; } = [];
}

/// <summary>A case of a customer, one line.</summary>
public sealed record CustomerCase(
    long Key,
    string Number,
    string TypeCode,
    string TypeName,
    string Subject,
    string Status,
    string StatusText,
    bool IsClosed,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt
);

/// <summary>How customers are put on cards.</summary>
internal static class CustomerViews
{
    /// <summary>Cards of customers that were read with all that belongs to them.</summary>
    public static async Task<List<CustomerCard>> Cards(DeskDb db, List<Customer> customers, string language, CancellationToken ct)
    {
        var keys = customers.ConvertAll(customer => (long?)customer.Key);
        var open = await db
            .Cases.Where(row => !row.IsClosed && keys.Contains(row.CustomerKey))
            .GroupBy(row => row.CustomerKey!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var tiers = await TierCatalogue.Read(db, ct);
        var managers = await DeskUsers.Names(db, customers.Select(customer => customer.KeyAccountManager), ct);
        var organisations = await Organisations(db, customers, ct);
        return customers.ConvertAll(customer =>
            Card(customer, open.GetValueOrDefault(customer.Key)) with
            {
                TierName = tiers.Name(customer.Tier, language),
                OrganisationName = customer.OrganisationKey is { } organisation ? organisations[organisation] : null,
                KeyAccountManagerName = customer.KeyAccountManager is { } manager ? managers.GetValueOrDefault(manager, manager) : null,
            }
        );
    }

    private static async Task<Dictionary<long, string>> Organisations(DeskDb db, List<Customer> customers, CancellationToken ct)
    {
        var keys = customers.Select(customer => customer.OrganisationKey).OfType<long>().Distinct().ToList();
        return keys.Count == 0
            ? []
            : await db.Customers.Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Name, ct);
    }

    private static CustomerCard Card(Customer customer, int openCases) =>
        new(
            customer.Key,
            customer.Number,
            customer.Name,
            customer.Tier,
            customer.Language,
            CustomerDetails.Numbers(customer, CustomerPhone.Phone),
            CustomerDetails.Numbers(customer, CustomerPhone.Fax),
            CustomerDetails.MailAddresses(customer),
            customer.Remark,
            openCases,
            customer.Version
        )
        {
            Kind = customer.Kind,
            OrganisationKey = customer.OrganisationKey,
            KeyAccountManager = customer.KeyAccountManager,
            ErasedAt = customer.ErasedAt,
            LookupSource = customer.LookupSource,
            LookedUpAt = customer.LookedUpAt,
            ExternalId = customer.ExternalId,
            Addresses = CustomerDetails.PostalAddresses(customer),
        };
}
