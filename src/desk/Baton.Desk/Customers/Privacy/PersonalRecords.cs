using Baton.Desk.Contacts;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Privacy;

/// <summary>Where the desk keeps what it knows of a person: his record, those that turned out to be his, and the contacts.</summary>
internal static class PersonalRecords
{
    private const int Batch = 500;

    /// <summary>The customer and all who were merged into him, one through another.</summary>
    public static async Task<long[]> Of(DeskDb db, long key, CancellationToken ct)
    {
        var all = new List<long> { key };
        for (var next = new List<long> { key }; next.Count > 0; )
        {
            var into = next;
            next = await db
                .Customers.Where(row => row.MergedIntoKey != null && into.Contains(row.MergedIntoKey.Value))
                .Select(row => row.Key)
                .ToListAsync(ct);
            all.AddRange(next);
        }
        return [.. all];
    }

    /// <summary>All words by which the person can be found, also those that older cases and contacts noted.</summary>
    public static async Task<PersonalWords> Words(DeskDb db, long[] keys, CancellationToken ct)
    {
        var customers = await db.Customers.AsNoTracking().Whole().Where(row => keys.Contains(row.Key)).ToListAsync(ct);
        var cases = db.Cases.Where(row => row.CustomerKey != null && keys.Contains(row.CustomerKey.Value));
        var names = await cases.Select(row => row.CustomerName).Distinct().ToListAsync(ct);
        var numbers = await cases.Select(row => row.CustomerPhone).Distinct().ToListAsync(ct);
        numbers.AddRange(await cases.Select(row => row.FaxNumber).Distinct().ToListAsync(ct));
        numbers.AddRange(await Contacts(db, keys).Select(row => row.Phone).Distinct().ToListAsync(ct));
        return PersonalWords.Of(customers, names, numbers.OfType<string>());
    }

    /// <summary>Takes numbers, notes and the words out of all contacts; says how many there are.</summary>
    public static async Task<int> Contacts(DeskDb db, long[] keys, PersonalWords words, CancellationToken ct)
    {
        for (var last = long.MinValue; ; )
        {
            var after = last;
            var rows = await Contacts(db, keys)
                .Where(row => row.Key > after)
                .OrderBy(row => row.Key)
                .Take(Batch)
                .Select(row => new { row.Key, row.Subject })
                .ToListAsync(ct);
            if (rows.Count == 0)
                break;
            last = rows[^1].Key;
            foreach (var row in rows)
            {
                var subject = words.Without(row.Subject);
                if (subject != row.Subject)
                    await db
                        .Contacts.Where(one => one.Key == row.Key)
                        .ExecuteUpdateAsync(set => set.SetProperty(one => one.Subject, subject), ct);
            }
        }
        foreach (var row in await Incoming(db, keys).ToListAsync(ct))
            row.Subject = words.Without(row.Subject);
        await db.SaveChangesAsync(ct);
        await IncomingWords.Erase(Incoming(db, keys), ct);
        return await Contacts(db, keys)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, (string?)null).SetProperty(row => row.Note, (string?)null), ct);
    }

    private static IQueryable<IncomingContact> Incoming(DeskDb db, long[] keys) =>
        db.IncomingContacts.Where(row =>
            (row.CustomerKey != null && keys.Contains(row.CustomerKey.Value))
            || db.Cases.Any(one => one.Key == row.CaseKey && one.CustomerKey != null && keys.Contains(one.CustomerKey.Value))
        );

    /// <summary>The contacts of the customers and of their cases.</summary>
    public static IQueryable<Contact> Contacts(DeskDb db, long[] keys) =>
        db.Contacts.Where(row =>
            (row.CustomerKey != null && keys.Contains(row.CustomerKey.Value))
            || db.Cases.Any(one => one.Key == row.CaseKey && one.CustomerKey != null && keys.Contains(one.CustomerKey.Value))
        );
}
