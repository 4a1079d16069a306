using Baton.Desk.Access;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>
/// Tells that a contact is late: first whoever took it up or else the people of its unit, from the second time on their manager as well. It rests until
/// the next one is due.
/// </summary>
internal sealed class InboxUrging(InboxClock clock, DeskChanges changes)
{
    public const string Schedule = "inbox-urging";

    /// <summary>In one unit, so that others wait for a short while only.</summary>
    private const int Batch = 50;

    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var waiting = db.IncomingContacts.Where(row => row.State == InboxStates.Waiting && row.UrgeAt != null);
        var now = unit.Now;
        var late = await waiting.Where(row => row.UrgeAt <= now).OrderBy(row => row.UrgeAt).Take(Batch).ToListAsync();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in late)
        {
            told.UnionWith(await Tell(db, unit, row));
            row.Urged++;
            row.UrgeAt = row.Urged < clock.UrgeTimes ? await clock.NextUrge(db, row.Unit, now, CancellationToken.None) : null;
            row.Version++;
        }
        await db.SaveChangesAsync();
        if (late.Count > 0)
            unit.AfterCommit(() => changes.Publish([DeskChanges.Inbox, .. told.Select(DeskChanges.Notifications)]));
        return late.Count == Batch ? ScheduledWork.Again(unit.Now, due) : await waiting.MinAsync(row => row.UrgeAt);
    }

    private static async Task<IReadOnlyList<string>> Tell(DeskDb db, UnitOfWork unit, IncomingContact row)
    {
        List<string> people = [.. await People(db, row)];
        if (
            row.Urged > 0
            && await UnitManagers.Default(db, row.Unit, CancellationToken.None) is { } manager
            && !people.Contains(manager, StringComparer.Ordinal)
        )
            people.Add(manager);
        Notifier.Add(
            db,
            unit,
            people,
            Notifier.ContactLate,
            null,
            null,
            ("subject", row.Subject),
            ("from", row.FromName ?? row.From),
            (Notifier.ContactKey, row.Key.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        return people;
    }

    private static async Task<IReadOnlyList<string>> People(DeskDb db, IncomingContact row)
    {
        if (row.ClaimedBy is { } one && await db.Users.AnyAsync(user => user.UserName == one && !user.IsDisabled))
            return [one];
        return row.Unit is { } unit
            ? await DeskUsers.InGroups(db, [DepartmentGroup.Of(unit)], unit, CancellationToken.None)
            : await DeskUsers.Allowed(db, Permissions.WorkOnContacts).Select(user => user.UserName).ToListAsync();
    }
}
