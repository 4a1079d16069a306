namespace Baton.Desk.Customers.Lookup;

/// <summary>The fields of a customer that the foreign system holds: they are read here, and changed there. Pure.</summary>
internal static class HeldFields
{
    /// <summary>Names of the fields, as requests call them; none for a customer whom the foreign system was never asked for.</summary>
    public static IReadOnlyList<string> Of(CustomerLookupOptions options, DateTimeOffset? lookedUpAt) =>
        options.IsOn && lookedUpAt is not null
            ? [.. options.Fields.Keys.Where(field => field is not (LookupFields.Number or LookupFields.ExternalId))]
            : [];

    /// <summary>Those of the fields that a request would change.</summary>
    public static IEnumerable<string> Changed(
        CustomerLookupOptions options,
        Customer customer,
        SaveCustomerRequest request,
        CustomerDetails details
    ) =>
        Of(options, customer.LookedUpAt)
            .Where(field =>
                field switch
                {
                    LookupFields.Name => request.Name.Trim() != customer.Name,
                    LookupFields.Tier => request.Tier is { } tier && tier != customer.Tier,
                    LookupFields.KeyAccountManager => details.KeyAccountManager != customer.KeyAccountManager,
                    LookupFields.Phones => !details.Phones.SequenceEqual(
                        CustomerDetails.Numbers(customer, CustomerPhone.Phone),
                        StringComparer.Ordinal
                    ),
                    LookupFields.Emails => !details.Emails.SequenceEqual(CustomerDetails.MailAddresses(customer), StringComparer.Ordinal),
                    _ => false,
                }
            );
}
