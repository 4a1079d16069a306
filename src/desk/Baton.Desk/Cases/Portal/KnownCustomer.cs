using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Portal;

/// <summary>Finds the customer who registers a case, as an agent would by the number that he calls from.</summary>
internal static class KnownCustomer
{
    /// <summary>So many may share a number before nobody can be told from it.</summary>
    private const int SharersMax = 20;

    /// <summary>The one who has the phone number, else the mail address; of several the one of the same name; null where that is nobody or not clear.</summary>
    public static async Task<long?> Find(DeskDb db, Registration registration, CancellationToken ct)
    {
        var there = db.Customers.Where(row => row.MergedIntoKey == null && row.ErasedAt == null);
        if (registration.Phone is { } phone)
        {
            var byPhone = there.Where(row => db.CustomerPhones.Any(one => one.CustomerKey == row.Key && one.Number == phone));
            if (await One(byPhone, registration.Name, ct) is { } known)
                return known;
        }
        return registration.Email is { } address
            ? await One(there.Where(row => row.Emails.Any(one => one.Address == address)), registration.Name, ct)
            : null;
    }

    private static async Task<long?> One(IQueryable<Customer> customers, string name, CancellationToken ct)
    {
        var found = await customers.OrderBy(row => row.Key).Select(row => new { row.Key, row.Name }).Take(SharersMax).ToListAsync(ct);
        if (found.Count > 1)
            found = found.FindAll(one => SearchText.Fold(one.Name) == SearchText.Fold(name));
        return found.Count == 1 ? found[0].Key : null;
    }
}
