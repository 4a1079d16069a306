using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>
/// Tells when the time of a call-back has come: who promised it; where he has left, who holds the case now; and the deputies of either. It rests until
/// the next one is due.
/// </summary>
internal sealed class CallBackReminders(DeskChanges changes)
{
    public const string Schedule = "call-backs";

    /// <summary>In one unit, so that others wait for a short while only.</summary>
    private const int Batch = 50;

    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        var untold = CallBacks.Open(db).Where(row => row.ToldAt == null);
        var now = unit.Now;
        var ready = await untold.Where(row => row.DueAt <= now).OrderBy(row => row.DueAt).Take(Batch).ToListAsync();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ready)
        {
            told.UnionWith(await Tell(unit, db, row));
            row.ToldAt = unit.Now;
        }
        await db.SaveChangesAsync();
        unit.AfterCommit(() => changes.Publish([.. told.Select(DeskChanges.Notifications), .. told.Select(DeskChanges.Worklist)]));
        return ready.Count == Batch ? ScheduledWork.Again(unit.Now, due) : await untold.MinAsync(row => (DateTimeOffset?)row.DueAt);
    }

    private static async Task<IReadOnlyList<string>> Tell(UnitOfWork unit, DeskDb db, CallBack row)
    {
        var owner = await db.Cases.AsNoTracking().SingleAsync(one => one.Key == row.CaseKey);
        var people = await Callers(db, row);
        IReadOnlyList<(string, string?)> parameters =
        [
            ("number", owner.Number),
            ("subject", owner.Subject),
            ("customer", owner.CustomerName),
        ];
        Notifier.Add(db, unit, people, Notifier.CallBackDue, owner.Key, null, parameters);
        var deputies = await Notifier.AddForDeputies(db, unit, people, people, Notifier.CallBackDue, owner.Key, null, parameters);
        return [.. people, .. deputies];
    }

    private static async Task<IReadOnlyList<string>> Callers(DeskDb db, CallBack row)
    {
        var holders = db
            .WorkItems.Where(item => item.CaseKey == row.CaseKey && item.Status == WorkItemStatus.Open && item.ConsultationKey == null)
            .Select(item => item.Assignee);
        var active = await db
            .Users.Where(user => !user.IsDisabled && (user.UserName == row.PromisedBy || holders.Contains(user.UserName)))
            .Select(user => user.UserName)
            .ToListAsync();
        return active.Contains(row.PromisedBy, StringComparer.Ordinal) ? [row.PromisedBy] : active;
    }
}
