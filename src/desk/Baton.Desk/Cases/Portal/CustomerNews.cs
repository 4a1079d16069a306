using Baton.Desk.Access;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Portal;

/// <summary>Tells those who work on a case, and those who watch it, that its customer did something.</summary>
internal static class CustomerNews
{
    /// <summary>
    /// Adds a notification for each holder of an open task, or for all who may take it, and for deputies; one that is unread is enough. The caller saves,
    /// and publishes the topics that are returned after the commit.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Tell(DeskDb db, UnitOfWork unit, Case row, CancellationToken ct)
    {
        var items = await db
            .WorkItems.AsNoTracking()
            .Include(item => item.Candidates)
            .Where(item => item.CaseKey == row.Key && item.Status == WorkItemStatus.Open)
            .ToListAsync(ct);
        List<string> named = [.. items.SelectMany(item => item.AskedByName()).Distinct(StringComparer.Ordinal)];
        var groups = items.Where(item => item.Assignee is null).SelectMany(item => item.Candidates).Where(one => one.IsGroup);
        var people = named.Union(
            await DeskUsers.InGroups(db, [.. groups.Select(one => one.Name).Distinct(StringComparer.Ordinal)], row.DepartmentCode, ct),
            StringComparer.Ordinal
        );
        var unread = await db
            .Notifications.Where(told => told.CaseKey == row.Key && told.Code == Notifier.CustomerWrote && told.ReadAt == null)
            .Select(told => told.UserName)
            .ToHashSetAsync(ct);
        List<string> news = [.. people.Where(name => !unread.Contains(name))];
        (string, string?)[] parameters = [("number", row.Number), ("subject", row.Subject)];
        Notifier.Add(db, unit, news, Notifier.CustomerWrote, row.Key, null, parameters);
        var deputies = await Notifier.AddForDeputies(
            db,
            unit,
            named,
            [.. news, .. unread],
            Notifier.CustomerWrote,
            row.Key,
            null,
            parameters
        );
        var watchers = await Watchers.Tell(db, unit, row, CustomerHimself.UserName, ct);
        return [.. news.Concat(deputies).Select(DeskChanges.Notifications), .. watchers];
    }
}
