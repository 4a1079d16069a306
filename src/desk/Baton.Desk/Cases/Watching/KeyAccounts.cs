using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Watching;

/// <summary>
/// Lets whoever looks after a customer follow the customer's cases without doing anything: he watches those that are open, and may read them all. The
/// cases name him, so that lists of millions find his by an index.
/// </summary>
internal static class KeyAccounts
{
    /// <summary>Begins to follow a case that somebody has just opened, and hears of it at once unless he opened it himself; saves.</summary>
    public static async Task Follow(DeskDb db, UnitOfWork unit, Case row, string openedBy, CancellationToken ct)
    {
        if (row.KeyAccountManager is not { } name || !await db.Users.AnyAsync(user => user.UserName == name, ct))
            return;
        db.CaseWatchers.Add(Watcher(row.Key, name, unit.Now));
        await db.SaveChangesAsync(ct);
        foreach (var topic in await Watchers.Tell(db, unit, row, openedBy, ct))
            unit.Tell(topic);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Saves what was changed of customers; who looks after one from now on takes over following the customer's cases.</summary>
    public static async Task Save(DeskDb db, UnitOfWork unit, CancellationToken ct)
    {
        var moved = db
            .ChangeTracker.Entries<Customer>()
            .Where(entry => entry.State == EntityState.Modified && entry.Property(row => row.KeyAccountManager).IsModified)
            .Select(entry => entry.Entity)
            .ToList();
        await db.SaveChangesAsync(ct);
        foreach (var customer in moved)
            await Settle(db, unit, customer, ct);
    }

    /// <summary>Brings the cases of a saved customer in line with who looks after him.</summary>
    public static async Task Settle(DeskDb db, UnitOfWork unit, Customer customer, CancellationToken ct)
    {
        var (key, name) = (customer.Key, customer.KeyAccountManager);
        await db
            .Cases.Where(row => row.CustomerKey == key && row.KeyAccountManager != name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.KeyAccountManager, name), ct);
        var former = db.CaseWatchers.Where(one =>
            one.LooksAfterCustomer && one.UserName != name && db.Cases.Any(row => row.Key == one.CaseKey && row.CustomerKey == key)
        );
        var followers = await former.Select(one => one.UserName).Distinct().ToListAsync(ct);
        await former.ExecuteDeleteAsync(ct);
        if (name is not null && await db.Users.AnyAsync(user => user.UserName == name, ct))
        {
            var open = await db
                .Cases.Where(row => row.CustomerKey == key && !row.IsClosed)
                .Where(row => !db.CaseWatchers.Any(one => one.CaseKey == row.Key && one.UserName == name))
                .Select(row => row.Key)
                .ToListAsync(ct);
            db.CaseWatchers.AddRange(open.Select(one => Watcher(one, name, unit.Now)));
            await db.SaveChangesAsync(ct);
            followers.Add(name);
        }
        foreach (var follower in followers)
            unit.Tell(DeskChanges.Worklist(follower));
    }

    private static CaseWatcher Watcher(long caseKey, string name, DateTimeOffset now) =>
        new()
        {
            CaseKey = caseKey,
            UserName = name,
            Since = now,
            LooksAfterCustomer = true,
        };
}
