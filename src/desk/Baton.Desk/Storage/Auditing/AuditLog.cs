using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage.Auditing;

/// <summary>
/// Adds to the audit log. The unit of work holds the lock of the desk's rows on all servers of the database, so that the entry read as the last
/// one is the last one until the commit.
/// </summary>
internal static class AuditLog
{
    /// <summary>Adds an entry for each change, for the caller to save together with the changes.</summary>
    public static async Task Add(DeskDb db, UnitOfWork unit, IReadOnlyList<AuditChange> changes, CancellationToken ct)
    {
        if (changes.Count == 0)
            return;
        var last = await db
            .AuditEntries.AsNoTracking()
            .OrderByDescending(row => row.Number)
            .Select(row => new { row.Number, row.Hash })
            .FirstOrDefaultAsync(ct);
        var (number, hash) = (last?.Number ?? 0, last?.Hash ?? AuditChain.Start);
        var actor = UnitActor.Of(unit);
        foreach (var change in changes)
        {
            var entry = Entry(++number, unit.Now, actor, change);
            entry.Follow(hash);
            hash = entry.Hash;
            db.AuditEntries.Add(entry);
        }
    }

    private static AuditEntry Entry(long number, DateTimeOffset at, UnitActor? actor, AuditChange change)
    {
        var before = change.Before.ToJsonString(AuditChanges.Json);
        var after = change.After.ToJsonString(AuditChanges.Json);
        // What the database would keep in another form would not fit its hash any more.
        var target = TextsWithoutNul.Clean(change.Target);
        return new()
        {
            Number = number,
            At = at,
            Actor = actor?.UserName,
            RemoteAddress = actor?.RemoteAddress,
            Kind = change.Kind,
            Target = target,
            Action = change.Action,
            Before = before,
            After = after,
            SearchText = SearchText.Fold(target, before, after),
        };
    }
}
