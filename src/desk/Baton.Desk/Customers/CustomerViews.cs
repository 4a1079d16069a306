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
);

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
    public static async Task<List<CustomerCard>> Cards(DeskDb db, List<Customer> customers, CancellationToken ct)
    {
        var keys = customers.ConvertAll(customer => (long?)customer.Key);
        var open = await db
            .Cases.Where(row => !row.IsClosed && keys.Contains(row.CustomerKey))
            .GroupBy(row => row.CustomerKey!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        return customers.ConvertAll(customer => Card(customer, open.GetValueOrDefault(customer.Key)));
    }

    public static CustomerCard Card(Customer customer, int openCases) =>
        new(
            customer.Key,
            customer.Number,
            customer.Name,
            customer.Tier,
            customer.Language,
            Numbers(customer, CustomerPhone.Phone),
            Numbers(customer, CustomerPhone.Fax),
            [.. customer.Emails.OrderBy(email => email.SortOrder).Select(email => email.Address)],
            customer.Remark,
            openCases,
            customer.Version
        );

    private static List<string> Numbers(Customer customer, string kind) =>
        [.. customer.Phones.Where(phone => phone.Kind == kind).OrderBy(phone => phone.SortOrder).Select(phone => phone.Number)];
}
