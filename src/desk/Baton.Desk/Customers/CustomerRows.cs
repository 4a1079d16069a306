using System.Globalization;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers;

/// <summary>Reads customers with all that belongs to them, and keeps what searches read in step.</summary>
internal static class CustomerRows
{
    /// <summary>With phones, mail addresses and postal addresses.</summary>
    public static IQueryable<Customer> Whole(this IQueryable<Customer> query) =>
        query.Include(row => row.Phones).Include(row => row.Emails).Include(row => row.Addresses).AsSplitQuery();

    /// <summary>The customer of the key, or the one whom he turned out to be.</summary>
    public static async Task<Customer?> Find(DeskDb db, long key, CancellationToken ct)
    {
        var customer = await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == key, ct);
        while (customer?.MergedIntoKey is { } into)
            customer = await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == into, ct);
        return customer;
    }

    /// <summary>Brings the words that searches read up to the row.</summary>
    public static void Index(Customer customer) =>
        customer.SearchText = SearchText.Fold([
            customer.Name,
            customer.Number,
            .. customer.Phones.OrderBy(phone => phone.SortOrder).Select(phone => phone.Number),
            .. customer.Emails.OrderBy(email => email.SortOrder).Select(email => email.Address),
            .. customer.Addresses.OrderBy(address => address.SortOrder).Select(address => address.Text),
        ]);

    /// <summary>The number of a customer who has none of his own.</summary>
    public static string OwnNumber(long key) => string.Create(CultureInfo.InvariantCulture, $"C{key}");

    /// <summary>A customer of whom nothing is known yet but his number.</summary>
    public static Customer New(long key, string number, string tier, string language, DateTimeOffset now) =>
        new()
        {
            Key = key,
            Number = number,
            Name = "",
            Tier = tier,
            Language = language,
            SearchText = "",
            CreatedAt = now,
        };

    /// <summary>True when <see cref="Write"/> would leave the row as it is.</summary>
    public static bool IsWritten(Customer customer, SaveCustomerRequest request, CustomerDetails details) =>
        customer.Name == request.Name.Trim()
        && customer.Kind == (request.Kind ?? customer.Kind)
        && customer.OrganisationKey == request.OrganisationKey
        && customer.KeyAccountManager == details.KeyAccountManager
        && customer.Tier == (request.Tier ?? customer.Tier)
        && customer.Language == (request.Language ?? customer.Language)
        && customer.Remark == request.Remark
        && CustomerDetails.Numbers(customer, CustomerPhone.Phone).SequenceEqual(details.Phones, StringComparer.Ordinal)
        && CustomerDetails.Numbers(customer, CustomerPhone.Fax).SequenceEqual(details.Faxes, StringComparer.Ordinal)
        && CustomerDetails.MailAddresses(customer).SequenceEqual(details.Emails, StringComparer.Ordinal)
        && CustomerDetails.PostalAddresses(customer).SequenceEqual(details.Addresses);

    /// <summary>Writes what was asked for on the row; null keeps the kind, the tier and the language.</summary>
    public static void Write(Customer customer, SaveCustomerRequest request, CustomerDetails details, DateTimeOffset now)
    {
        customer.Name = request.Name.Trim();
        customer.Kind = request.Kind ?? customer.Kind;
        customer.OrganisationKey = request.OrganisationKey;
        customer.KeyAccountManager = details.KeyAccountManager;
        customer.Tier = request.Tier ?? customer.Tier;
        customer.Language = request.Language ?? customer.Language;
        customer.Remark = request.Remark;
        Replace(customer, CustomerPhone.Phone, details.Phones);
        Replace(customer, CustomerPhone.Fax, details.Faxes);
        Replace(customer, details.Emails);
        Replace(customer, details.Addresses);
        Touch(customer, now);
    }

    /// <summary>The row has changed: another version, other words to find it by.</summary>
    public static void Touch(Customer customer, DateTimeOffset now)
    {
        Index(customer);
        customer.UpdatedAt = now;
        customer.Version++;
    }

    private static void Replace(Customer customer, string kind, IReadOnlyList<string> numbers)
    {
        customer.Phones.RemoveAll(phone => phone.Kind == kind && !numbers.Contains(phone.Number, StringComparer.Ordinal));
        foreach (var (index, number) in numbers.Index())
        {
            if (customer.Phones.Find(phone => phone.Kind == kind && phone.Number == number) is { } known)
            {
                known.SortOrder = index;
                continue;
            }
            customer.Phones.Add(
                new CustomerPhone
                {
                    CustomerKey = customer.Key,
                    Kind = kind,
                    Number = number,
                    SortOrder = index,
                }
            );
        }
    }

    private static void Replace(Customer customer, IReadOnlyList<string> addresses)
    {
        customer.Emails.RemoveAll(email => !addresses.Contains(email.Address, StringComparer.Ordinal));
        foreach (var (index, address) in addresses.Index())
        {
            if (customer.Emails.Find(email => email.Address == address) is { } known)
            {
                known.SortOrder = index;
                continue;
            }
            customer.Emails.Add(
                new CustomerEmail
                {
                    CustomerKey = customer.Key,
                    Address = address,
                    SortOrder = index,
                }
            );
        }
    }

    private static void Replace(Customer customer, IReadOnlyList<PostalAddress> addresses)
    {
        customer.Addresses.RemoveAll(row => row.SortOrder >= addresses.Count);
        foreach (var (index, address) in addresses.Index())
        {
            if (customer.Addresses.Find(row => row.SortOrder == index) is { } known)
            {
                (known.Label, known.Text) = (address.Label, address.Text);
                continue;
            }
            customer.Addresses.Add(
                new CustomerAddress
                {
                    CustomerKey = customer.Key,
                    SortOrder = index,
                    Label = address.Label,
                    Text = address.Text,
                }
            );
        }
    }
}
