using System.Globalization;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Notifications;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>Makes, moves and finds promises to call back, for the use cases that do.</summary>
internal static class CallBacks
{
    /// <summary>Those that are not kept yet.</summary>
    public static IQueryable<CallBack> Open(DeskDb db) => db.Set<CallBack>().Where(row => row.DoneAt == null);

    /// <summary>Keys of the cases whose customer somebody absent has promised to call, whose deputy the user is now.</summary>
    public static IQueryable<long> Deputised(DeskDb db, DeskUser user)
    {
        var absent = StandIns.For(db, user.UserName);
        return Open(db).Where(row => absent.Contains(row.PromisedBy)).Select(row => row.CaseKey);
    }

    /// <summary>The user promises it, in place of what was promised before; the caller has checked it and saves.</summary>
    public static async Task Promise(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        Case row,
        DateTimeOffset at,
        string? remark,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var promise = await Open(db).SingleOrDefaultAsync(one => one.CaseKey == row.Key, ct);
        var code = promise is null ? CallBackCodes.Promised : CallBackCodes.Moved;
        promise ??= db.Add(
            new CallBack
            {
                Key = unit.NextKey(),
                CaseKey = row.Key,
                DueAt = at,
                PromisedBy = user.UserName,
                PromisedAt = unit.Now,
            }
        ).Entity;
        (promise.DueAt, promise.PromisedBy, promise.PromisedAt, promise.ToldAt) = (at, user.UserName, unit.Now, null);
        promise.Remark = NoteRules.Clean(remark) is { Length: > 0 } words ? words : null;
        row.CallBackAt = at;
        var when = TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Timeline.Add(db, unit, row.Key, code, user.UserName, null, ("at", when), ("reason", promise.Remark));
        // It runs at once and finds out itself what is due next.
        unit.SetSchedule(CallBackReminders.Schedule, unit.Now);
    }

    /// <summary>Nobody needs to be told any more that the time has come; the caller saves.</summary>
    /// <returns>Topics to publish after the commit.</returns>
    public static async Task<IReadOnlyList<string>> Quiet(DeskDb db, UnitOfWork unit, long caseKey, CancellationToken ct)
    {
        var told = await db
            .Notifications.Where(one => one.CaseKey == caseKey && one.Code == Notifier.CallBackDue && one.ReadAt == null)
            .ToListAsync(ct);
        foreach (var one in told)
            one.ReadAt = unit.Now;
        return told.ConvertAll(one => DeskChanges.Notifications(one.UserName));
    }
}
