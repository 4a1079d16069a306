using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Care;

/// <summary>Which customers are turned to before they have a reason to complain.</summary>
/// <param name="Tiers">Codes of their tiers; null for any.</param>
/// <param name="Silence">How long nobody has heard of them.</param>
/// <param name="AtMost">How many in one round, those of the longest silence first.</param>
internal sealed record CareRule(IReadOnlyList<string>? Tiers, TimeSpan Silence, int AtMost)
{
    public const int AtMostLimit = 200;

    /// <summary>
    /// Who is due: no contact and no new case within the silence, no case open, known for as long. Customers who were merged into others or forgotten
    /// are left alone.
    /// </summary>
    public async Task<IReadOnlyList<Customer>> Choose(DeskDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Silence;
        var due = db
            .Customers.AsNoTracking()
            .Where(one => one.ErasedAt == null && one.MergedIntoKey == null && one.CreatedAt <= since)
            .Where(one => !db.Contacts.Any(contact => contact.CustomerKey == one.Key && contact.At > since))
            .Where(one => !db.Cases.Any(row => row.CustomerKey == one.Key && (!row.IsClosed || row.OpenedAt > since)));
        if (Tiers is { } tiers)
            due = due.Where(one => tiers.Contains(one.Tier));
        return await due.OrderBy(one =>
                db.Contacts.Where(contact => contact.CustomerKey == one.Key).Max(contact => (DateTimeOffset?)contact.At) ?? one.CreatedAt
            )
            .ThenBy(one => one.Number)
            .Take(AtMost)
            .ToListAsync(ct);
    }
}
