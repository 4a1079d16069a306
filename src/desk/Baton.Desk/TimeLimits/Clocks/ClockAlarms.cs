using System.Collections.Concurrent;
using Baton.Desk.Cases.Facts;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Baton.Runtime.Schedules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>
/// Fires the marks of clocks when they are due, in small batches between which others write. Each batch is one unit of work that one server takes; it
/// rests until the next mark. A clock that cannot be fired keeps no other from being told: it is found, set aside for a while, and tried again.
/// </summary>
internal sealed partial class ClockAlarms(
    LimitShelf limits,
    CalendarShelf calendars,
    ClockDeeds deeds,
    DeskChanges changes,
    Lazy<TimeZoneInfo> zone,
    ILogger<ClockAlarms> logger
)
{
    public const string Schedule = "clocks";

    /// <summary>In one unit, so that others wait for a short while only.</summary>
    private const int Batch = 200;

    /// <summary>How long a clock that could not be fired is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, DateTimeOffset> _setAside = [];

    /// <summary>So many clocks are fired one by one, since a batch failed.</summary>
    private int _oneByOne;

    public ScheduledWork Work => new(Schedule, Run) { FirstDue = static now => now };

    /// <summary>A mark is due at that instant: the work runs by then.</summary>
    public static async Task Wake(UnitOfWork unit, DeskDb db, DateTimeOffset at)
    {
        var planned = await db
            .Database.SqlQuery<long?>($"""SELECT due_at AS "Value" FROM engine_schedule WHERE name = {Schedule}""")
            .ToListAsync();
        if (planned is not [{ } due] || due > at.ToUnixTimeMilliseconds())
            unit.SetSchedule(Schedule, at);
    }

    private async ValueTask<DateTimeOffset?> Run(UnitOfWork unit, DateTimeOffset due)
    {
        await using var db = DeskDb.In(unit);
        db.NotesCases = false;
        var now = unit.Now;
        foreach (var (key, until) in _setAside)
        {
            if (until <= now)
                _setAside.TryRemove(key, out _);
        }
        var aside = _setAside.Keys.ToList();
        var waiting = db.Set<Clock>().Where(clock => clock.NextMarkAt != null && !aside.Contains(clock.Key));
        var size = _oneByOne > 0 ? 1 : Batch;
        var ready = await waiting
            .Where(clock => clock.NextMarkAt <= now)
            .OrderBy(clock => clock.NextMarkAt)
            .ThenBy(clock => clock.Key)
            .Take(size)
            .ToListAsync();
        if (ready.Count > 0)
            await FireOrSetAside(unit, db, ready);
        if (ready.Count == size)
            return ScheduledWork.Again(now, due);
        var next = await waiting.MinAsync(clock => clock.NextMarkAt);
        var again = _setAside.IsEmpty ? (DateTimeOffset?)null : _setAside.Values.Min();
        return next < again || again is null ? next : again;
    }

    /// <summary>What fails takes the whole unit back; then each clock is fired by itself, until it shows which one it was.</summary>
    private async Task FireOrSetAside(UnitOfWork unit, DeskDb db, List<Clock> ready)
    {
        try
        {
            await Fire(unit, db, ready);
            _oneByOne = Math.Max(0, _oneByOne - 1);
        }
        catch (Exception error)
        {
            if (ready is [var clock])
            {
                _setAside[clock.Key] = unit.Now + Rest;
                LogSetAside(error, clock.Key, clock.PolicyCode, clock.CaseKey, Rest);
            }
            _oneByOne = 2 * Batch;
            throw;
        }
    }

    private async Task Fire(UnitOfWork unit, DeskDb db, List<Clock> ready)
    {
        var keys = ready.Select(clock => clock.CaseKey).Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key);
        var rights = await FieldRights.All(db, CancellationToken.None);
        var all = new List<ClockNews>();
        foreach (var clock in ready)
        {
            var row = cases[clock.CaseKey];
            var limit = await limits.Get(db, clock.PolicyCode, clock.PolicyVersion, CancellationToken.None);
            var before = clock.Read();
            var calendar = await calendars.Get(db, before.Calendar, CancellationToken.None);
            var step = ClockMachine.Tick(limit, calendar, before, unit.Now);
            clock.Keep(step.Record, ClockMachine.Next(limit, calendar, step.Record));
            var guarded = rights.GetValueOrDefault(row.TypeCode)?.Guarded ?? FieldRights.None.Guarded;
            var words = new ClockWords(db, unit, row.Key, guarded, zone.Value);
            all.Add(new(row, words, new(limit, clock, step), () => CaseFacts.Of(db, row, CancellationToken.None)));
        }
        all.ForEach(one => one.Write());
        await db.SaveChangesAsync();
        await deeds.Carry(unit, db, all);
        unit.AfterCommit(() => changes.Publish([.. keys.Select(DeskChanges.Case), DeskChanges.AnyClock, DeskChanges.AnyWorklist]));
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Clock {Clock} of the time limit '{Policy}' on case {Case} could not be fired; it is left alone for {Rest} and tried again."
    )]
    private partial void LogSetAside(Exception error, long clock, string policy, long @case, TimeSpan rest);
}
