using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Who sent something, as far as his number or mail address tells.</summary>
internal static class Sender
{
    /// <summary>So many are offered where several have the same number.</summary>
    public const int OfferedMax = 8;

    /// <summary>True for a number in E.164.</summary>
    public static bool IsNumber(string? from) =>
        from is { Length: > 4 } && from[0] == '+' && from.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The same way of writing for the same sender; null where he is not known.</summary>
    public static string? Normal(string? from) => string.IsNullOrWhiteSpace(from) ? null : from.Trim().ToLowerInvariant();

    /// <summary>The customers who have the number or the address, the longest known first.</summary>
    public static IQueryable<Customer> Customers(DeskDb db, string? from)
    {
        var sender = Normal(from);
        var there = db.Customers.Where(row => row.MergedIntoKey == null && row.ErasedAt == null);
        var his =
            sender is null ? there.Where(row => false)
            : IsNumber(sender) ? there.Where(row => db.CustomerPhones.Any(one => one.CustomerKey == row.Key && one.Number == sender))
            : there.Where(row => row.Emails.Any(one => one.Address == sender));
        return his.OrderBy(row => row.Key);
    }

    /// <summary>The one who has it; whether several have it.</summary>
    public static async Task<(long? Customer, bool AreSeveral)> Find(DeskDb db, string? from, CancellationToken ct)
    {
        var keys = await Customers(db, from).Select(row => row.Key).Take(2).ToListAsync(ct);
        return (keys.Count == 1 ? keys[0] : null, keys.Count > 1);
    }
}
