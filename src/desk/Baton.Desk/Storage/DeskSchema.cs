using System.Data.Common;
using Baton.Desk.Storage.Words;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage;

/// <summary>Creates and migrates the desk's tables.</summary>
public static class DeskSchema
{
    /// <summary>Brings the tables up to this program when the runtime starts.</summary>
    internal static StoragePreparation Preparation { get; } =
        new(
            async (storage, ct) =>
            {
                await using var connection = storage.OpenWriter();
                using var held = storage.LockSchema(connection);
                await Apply(connection, ct);
            }
        );

    /// <summary>Brings the tables up to this program. Call it at start, before anybody else uses the database.</summary>
    /// <exception cref="InvalidOperationException">The database was migrated by a newer program.</exception>
    public static async Task Apply(DbConnection connection, CancellationToken ct)
    {
        await using var db = DeskDb.On(connection);
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        var newer = applied.Where(one => !known.Contains(one)).ToList();
        if (newer.Count > 0)
        {
            throw new InvalidOperationException(
                $"The desk's tables were migrated by a newer program (to {newer[^1]}). Start that program, or restore a backup made before the upgrade."
            );
        }
        // Asked to migrate, EF compares the whole model first, also when there is nothing to do.
        if (applied.Count < known.Count)
        {
            // An index of millions of rows takes longer than any question may. SQLite counts only the time that it waits for others.
            if (db.Database.IsNpgsql())
                db.Database.SetCommandTimeout(TimeSpan.Zero);
            await db.Database.MigrateAsync(ct);
        }
        await WordFilling.Run(db, ct);
    }
}
