using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Words;

/// <summary>
/// Writes the words of rows that are older than the index. It goes from the newest row to the oldest, so that where it was
/// stopped is where it goes on: below the smallest key that has words.
/// </summary>
internal static class WordFilling
{
    private const int Batch = 500;

    /// <summary>Fills every index to its end; where nothing is to do it takes two look-ups each. Call it before anybody else uses the database.</summary>
    public static async Task Run(DeskDb db, CancellationToken ct)
    {
        await Run(db, WordTable.Cases, db.Cases, ct);
        await Run(db, WordTable.Customers, db.Customers, ct);
    }

    private static async Task Run<T>(DeskDb db, WordTable table, IQueryable<T> rows, CancellationToken ct)
        where T : class, ISearched
    {
        var first = await db.Words.First(db, table, ct) ?? long.MaxValue;
        while (true)
        {
            var batch = await rows.Where(row => row.Key < first)
                .OrderByDescending(row => row.Key)
                .Take(Batch)
                .AsNoTracking()
                .ToListAsync(ct);
            if (batch.Count == 0)
                return;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var row in batch)
                await db.Words.Write(db, table, row, ct);
            await transaction.CommitAsync(ct);
            first = batch[^1].Key;
        }
    }
}
