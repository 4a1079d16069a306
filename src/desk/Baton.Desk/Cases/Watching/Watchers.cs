using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Watching;

/// <summary>Tells those who watch a case that something happened to it.</summary>
internal static class Watchers
{
    /// <summary>
    /// Adds a notification for each watcher, of the case or of one merged into it, who did not do it himself; one that he has not read yet is enough. The caller saves, and publishes
    /// the topics that are returned after the commit.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Tell(DeskDb db, UnitOfWork unit, Case row, string? actor, CancellationToken ct)
    {
        var watchers = await db
            .CaseWatchers.Where(one =>
                one.CaseKey == row.Key || db.Cases.Any(below => below.Key == one.CaseKey && below.MergedIntoKey == row.Key)
            )
            .Where(one => one.UserName != actor)
            .Where(one =>
                !db.Notifications.Any(told =>
                    told.CaseKey == row.Key && told.UserName == one.UserName && told.Code == Notifier.WatchedCase && told.ReadAt == null
                )
            )
            .Select(one => one.UserName)
            .Distinct()
            .ToListAsync(ct);
        Notifier.Add(
            db,
            unit,
            watchers,
            Notifier.WatchedCase,
            row.Key,
            null,
            ("number", row.Number),
            ("subject", row.Subject),
            ("status", row.Status)
        );
        return watchers.ConvertAll(DeskChanges.Notifications);
    }
}
