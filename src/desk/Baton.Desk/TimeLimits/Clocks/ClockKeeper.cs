using Baton.Desk.Cases.Fields;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>
/// Brings the clocks of a case up to date in the unit of work that changed it, whatever changed it: once, before the commit, new clocks first. Where
/// there are no policies it costs one look.
/// </summary>
internal sealed partial class ClockKeeper(
    LimitShelf limits,
    CalendarShelf calendars,
    ClockTargets targets,
    ClockDeeds deeds,
    DeskChanges changes,
    Lazy<TimeZoneInfo> zone,
    ILogger<ClockKeeper> logger
)
{
    public UnitEnding Ending => new(Run);

    private async ValueTask<bool> Run(UnitOfWork unit)
    {
        var keys = CaseTouches.Take(unit);
        if (keys.Count == 0)
            return false;
        await using var db = DeskDb.In(unit);
        db.NotesCases = false;
        var snapshot = await limits.Now(db, CancellationToken.None);
        if (!snapshot.HasAny)
            return false;
        var didMore = false;
        foreach (var key in keys.Order())
            didMore |= await Follow(unit, db, snapshot, key);
        return didMore;
    }

    private async Task<bool> Follow(UnitOfWork unit, DeskDb db, LimitShelf.Snapshot snapshot, long caseKey)
    {
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(one => one.Key == caseKey);
        if (row is null)
            return false;
        var current = snapshot.Current.Where(one => one.Limit.IsFor(row.TypeCode)).ToList();
        var clocks = await db.Set<Clock>().Where(clock => clock.CaseKey == caseKey).OrderBy(clock => clock.Key).ToListAsync();
        var open = clocks.Where(clock => clock.EndedAt is null).ToList();
        if (current.Count == 0 && open.Count == 0)
            return false;
        var clocked = open.Select(clock => clock.TaskKey).OfType<long>().ToList();
        var needsTasks = clocked.Count > 0 || current.Exists(one => one.Limit.IsOfTask);
        var owner = await ClockCase.Load(db, row, clocked, needsTasks, zone.Value, CancellationToken.None);
        var work = new List<ClockWork>();

        foreach (var (limit, version) in current)
        {
            foreach (var subject in owner.Subjects(limit))
            {
                if (open.Exists(clock => clock.PolicyCode == limit.Code && ClockSubject.Of(clock) == subject))
                    continue;
                if (await Begin(unit, db, owner, limit, version, subject, clocks) is { } begun)
                    work.Add(begun);
            }
        }
        foreach (var clock in open)
        {
            var limit = await limits.Get(db, clock.PolicyCode, clock.PolicyVersion, CancellationToken.None);
            var subject = ClockSubject.Of(clock);
            var before = clock.Read();
            var calendar = await calendars.Get(db, before.Calendar, CancellationToken.None);
            var step = ClockMachine.Update(limit, calendar, before, owner.Truth(limit, subject), unit.Now);
            if (step.Record != before)
            {
                clock.Keep(step.Record, ClockMachine.Next(limit, calendar, step.Record));
                work.Add(new(limit, clock, step));
            }
            if (step.BeginsAnew && current.Find(one => one.Limit.Code == limit.Code) is { Limit: { } newest } next)
            {
                if (await Begin(unit, db, owner, newest, next.Version, subject, clocks) is { } begun)
                    work.Add(begun);
            }
        }
        ShowOnTasks(owner, [.. open, .. work.Select(one => one.Clock)]);
        return await Finish(unit, db, owner, work);
    }

    private async Task<ClockWork?> Begin(
        UnitOfWork unit,
        DeskDb db,
        ClockCase owner,
        TimeLimit limit,
        int version,
        ClockSubject subject,
        List<Clock> clocks
    )
    {
        var truth = owner.Truth(limit, subject);
        if (!ClockMachine.Attaches(truth))
            return null;
        if (targets.Of(limit, owner.Facts, out var failure) is not { } target)
        {
            LogNoTarget(limit.Code, owner.Row.Number, failure);
            return null;
        }
        var found = await calendars.For(db, limit.Calendar, owner.Row, CancellationToken.None);
        var isFirst = !clocks.Exists(clock => clock.PolicyCode == limit.Code && ClockSubject.Of(clock) == subject);
        var beginning =
            limit.IsFromOpening && isFirst
                ? new ClockBeginning(owner.Row.OpenedAt, ClockCase.LooksAtSuspension(limit) ? await Rests.Of(db, owner.Row.Key) : [])
                : ClockBeginning.At(unit.Now);
        var step = ClockMachine.Begin(limit, found.Calendar, target, truth, beginning, unit.Now);
        step = step with { Record = step.Record with { Calendar = found.Code } };
        var begun = new Clock
        {
            CaseKey = owner.Row.Key,
            Key = unit.NextKey(),
            PolicyCode = limit.Code,
            PolicyVersion = version,
            TaskKey = subject.TaskKey,
            Unit = subject.Unit,
            Record = "",
        };
        begun.Keep(step.Record, ClockMachine.Next(limit, found.Calendar, step.Record));
        db.Add(begun);
        clocks.Add(begun);
        return new(limit, begun, step);
    }

    /// <summary>Where a task has clocks, what the work list says is due is the first of them.</summary>
    private static void ShowOnTasks(ClockCase owner, IReadOnlyList<Clock> clocks)
    {
        foreach (var item in owner.Tasks.Where(item => item.Status is WorkItemStatus.Open or WorkItemStatus.Held))
        {
            var due = clocks.Where(clock => clock.TaskKey == item.Key && clock.EndedAt is null).Min(clock => (DateTimeOffset?)clock.DueAt);
            if (due is null || due == item.DueAt)
                continue;
            // Not a change of hands: whoever takes one back must find the version that he left.
            item.DueAt = due;
        }
    }

    private async Task<bool> Finish(UnitOfWork unit, DeskDb db, ClockCase owner, List<ClockWork> work)
    {
        if (work.Count == 0 && !db.ChangeTracker.HasChanges())
            return false;
        var row = owner.Row;
        var rights = await FieldRights.Of(db, row.TypeCode, CancellationToken.None);
        var words = new ClockWords(db, unit, row.Key, rights.Guarded, zone.Value);
        var all = work.ConvertAll(one => new ClockNews(row, words, one, () => Task.FromResult(owner.Facts.Json)));
        all.ForEach(one => one.Write());
        await db.SaveChangesAsync();
        var didMore = await deeds.Carry(unit, db, all);
        if (work.Min(one => one.Clock.NextMarkAt) is { } next)
            await ClockAlarms.Wake(unit, db, next);
        unit.AfterCommit(() => changes.Publish([DeskChanges.Case(row.Key), DeskChanges.AnyClock, DeskChanges.AnyWorklist]));
        return didMore;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time limit '{Policy}' did not start on case {Case}: {Failure}")]
    private partial void LogNoTarget(string policy, string @case, string? failure);
}
