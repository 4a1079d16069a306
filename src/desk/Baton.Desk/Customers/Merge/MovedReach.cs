using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Merge;

/// <summary>Moves the rows that point to a customer: cases, contacts, notes and the persons who belong to him.</summary>
internal static class MovedReach
{
    /// <summary>Keys in one statement; databases bound the number of parameters.</summary>
    private const int Batch = 500;

    /// <summary>Moves everything that points to one customer to another and says what that was.</summary>
    public static async Task<MovedRows> Take(DeskDb db, long from, long into, CancellationToken ct)
    {
        var moved = new MovedRows(
            await db.Cases.Where(row => row.CustomerKey == from).Select(row => row.Key).ToListAsync(ct),
            await db.Contacts.Where(row => row.CustomerKey == from).Select(row => row.Key).ToListAsync(ct),
            await db.CustomerNotes.Where(row => row.CustomerKey == from).Select(row => row.Key).ToListAsync(ct),
            await db.Customers.Where(row => row.OrganisationKey == from).Select(row => row.Key).ToListAsync(ct),
            [],
            [],
            []
        );
        await Move(db, moved, from, into, ct);
        return moved;
    }

    /// <summary>Moves those of the rows that still point to <paramref name="from"/>; what somebody moved elsewhere stays there.</summary>
    public static async Task Move(DeskDb db, MovedRows rows, long from, long into, CancellationToken ct)
    {
        foreach (var keys in rows.Cases.Chunk(Batch))
            await db
                .Cases.Where(row => row.CustomerKey == from && keys.Contains(row.Key))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.CustomerKey, into).SetProperty(row => row.Version, row => row.Version + 1),
                    ct
                );
        foreach (var keys in rows.Contacts.Chunk(Batch))
            await db
                .Contacts.Where(row => row.CustomerKey == from && keys.Contains(row.Key))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CustomerKey, into), ct);
        foreach (var keys in rows.Notes.Chunk(Batch))
            await db
                .CustomerNotes.Where(row => row.CustomerKey == from && keys.Contains(row.Key))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CustomerKey, into), ct);
        foreach (var keys in rows.Members.Chunk(Batch))
            await db
                .Customers.Where(row => row.OrganisationKey == from && keys.Contains(row.Key))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.OrganisationKey, into).SetProperty(row => row.Version, row => row.Version + 1),
                    ct
                );
    }
}
