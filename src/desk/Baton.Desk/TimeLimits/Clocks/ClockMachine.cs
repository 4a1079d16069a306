using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>
/// Decides what becomes of one clock. Pure: the same policy, calendar, record and truths give the same answer.
/// </summary>
internal static class ClockMachine
{
    /// <summary>Of the rounds that were missed while the servers stood still, so many are kept.</summary>
    private const int MostRemembered = 50;

    /// <summary>A new clock may begin.</summary>
    public static bool Attaches(ClockTruth truth) => truth is { Start: not null, Stop: null, Cancel: null };

    /// <summary>Begins a clock; the caller has asked <see cref="Attaches"/>.</summary>
    /// <param name="limit">The policy.</param>
    /// <param name="calendar">Its calendar.</param>
    /// <param name="target">How much time it is given; not looked at where the due time is given.</param>
    /// <param name="truth">What holds now.</param>
    /// <param name="beginning">From where it counts.</param>
    /// <param name="now">Now.</param>
    public static ClockStep Begin(
        TimeLimit limit,
        WorkingCalendar calendar,
        WorkingAmount target,
        ClockTruth truth,
        ClockBeginning beginning,
        DateTimeOffset now
    )
    {
        var due = truth.Due ?? ClockTimes.Whole(calendar.Add(beginning.From, target));
        var record = new ClockRecord
        {
            StartedAt = beginning.From,
            DueAt = due,
            Target = calendar.Between(beginning.From, due),
            Reset = truth.Reset,
            Spans = [new(false, beginning.From, null, truth.Start!)],
        };
        foreach (var (from, to) in beginning.Pauses)
        {
            // What was due before a pause is not saved by it.
            if (record.DueAt > from)
                record = Resumed(Paused(record, from, ClockRules.Rested), calendar, to, ClockRules.PauseOver);
        }
        var happened = new List<ClockHappening> { new(ClockEvent.Started, truth.Start) };
        if (limit.OnStart.Count > 0)
        {
            happened.Add(new(ClockEvent.Mark, null, ClockMarks.Start));
            record = Done(record, new ClockMark(ClockMarks.Start, beginning.From, now));
        }
        var until = truth.Pause is null ? now : Earlier(Later(truth.PausedSince ?? now, record.RunsSince), now);
        record = SkipPast(limit, calendar, record, until, now);
        if (record.IsLate)
            happened.Add(new(ClockEvent.Late, ClockRules.Past));
        if (truth.Pause is { } pause)
        {
            record = Paused(record, until, pause);
            happened.Add(new(ClockEvent.Paused, pause));
        }
        return new(record, happened);
    }

    /// <summary>What the conditions make of a clock that has not ended.</summary>
    public static ClockStep Update(TimeLimit limit, WorkingCalendar calendar, ClockRecord record, ClockTruth truth, DateTimeOffset now)
    {
        if (record.EndedAt is not null)
            return new(record, []);
        if (truth.Stop is { } stop)
            return Stopped(limit, record, stop, now);
        if (truth.Cancel is { } cancel)
            return Ended(record, ClockState.Canceled, new(ClockEvent.Canceled, cancel), now);
        if (truth.Due is { } due && due != record.DueAt && record.Paused == TimeSpan.Zero && record.PausedAt is null)
            return Ended(record, ClockState.Canceled, new(ClockEvent.Canceled, ClockRules.Moved), now) with { BeginsAnew = true };
        if (limit.Reset is { } reset && IsReset(record.Reset, truth.Reset))
            return Stopped(limit, record, reset.Text, now) with { BeginsAnew = true };
        record = record with { Reset = truth.Reset };
        if (truth.Pause is { } pause && record.PausedAt is null)
        {
            // What was due before it rests is late, even where the alarm has not come by yet.
            var before = Tick(limit, calendar, record, now);
            return new(Paused(before.Record, now, pause), [.. before.Happened, new(ClockEvent.Paused, pause)]);
        }
        if (truth.Pause is null && record.PausedAt is not null)
        {
            var resumed = Resumed(record, calendar, now, ClockRules.PauseOver);
            List<ClockHappening> happened = [new(ClockEvent.Resumed, ClockRules.PauseOver)];
            if (resumed.DueAt != record.DueAt)
                happened.Add(new(ClockEvent.DueMoved));
            return new(resumed, happened);
        }
        return new(record, []);
    }

    /// <summary>Fires what is due by now.</summary>
    public static ClockStep Tick(TimeLimit limit, WorkingCalendar calendar, ClockRecord record, DateTimeOffset now)
    {
        if (record.EndedAt is not null || record.PausedAt is not null)
            return new(record, []);
        var happened = new List<ClockHappening>();
        var skipped = new List<string>();
        var isDue = !record.IsLate && record.DueAt <= now;
        var warnings = Warnings(limit, calendar, record).Where(one => one.At <= now).ToList();
        foreach (var (index, one) in warnings.Index())
        {
            var isLast = index == warnings.Count - 1 && !isDue;
            record = Done(record, new ClockMark(one.Id, one.At, now, isLast ? null : ClockRules.Overtaken));
            if (isLast)
                happened.Add(new(ClockEvent.Mark, null, one.Id));
            else
                skipped.Add(one.Id);
        }
        if (isDue)
        {
            record = Done(record, new ClockMark(ClockMarks.Due, record.DueAt, now)) with { State = ClockState.Late, IsLate = true };
            record = record with { NextRoundAt = FirstRound(limit, calendar, record) };
            happened.Add(new(ClockEvent.Late));
        }
        record = Rounds(limit, calendar, record, now, happened, skipped);
        record = Actions(limit, calendar, record, now, happened);
        if (skipped.Count > 0)
            happened.Add(new(ClockEvent.Skipped, ClockRules.Overtaken, string.Join(',', skipped)));
        return new(record, happened);
    }

    /// <summary>When the clock has something to do by itself next; null while it rests and after it ended.</summary>
    public static (string Id, DateTimeOffset At)? Next(TimeLimit limit, WorkingCalendar calendar, ClockRecord record)
    {
        if (record.EndedAt is not null || record.PausedAt is not null)
            return null;
        (string Id, DateTimeOffset At)? next = null;
        foreach (var one in Pending(limit, calendar, record))
        {
            if (next is null || one.At < next.Value.At)
                next = one;
        }
        return next;
    }

    /// <summary>What lies ahead as things stand: every mark that is not over, and the next rounds up to a number.</summary>
    public static IReadOnlyList<(string Id, DateTimeOffset At)> Ahead(
        TimeLimit limit,
        WorkingCalendar calendar,
        ClockRecord record,
        int rounds
    )
    {
        if (record.EndedAt is not null)
            return [];
        var marks = Warnings(limit, calendar, record).Concat(TimedActions(limit, calendar, record)).ToList();
        if (!record.IsLate)
            marks.Add((ClockMarks.Due, record.DueAt));
        var at = record.IsLate ? record.NextRoundAt : FirstRound(limit, calendar, record);
        for (var number = record.Round + 1; at is { } round && number <= record.Round + rounds; number++)
        {
            marks.Add((ClockMarks.Round(number), round));
            foreach (
                var (index, _) in limit
                    .Actions.Index()
                    .Where(one => one.Item.At.Round == number && !record.Has(ClockMarks.Action(one.Index)))
            )
                marks.Add((ClockMarks.Action(index), round));
            at = NextRound(limit, calendar, number, round);
        }
        return [.. marks.OrderBy(mark => mark.At)];
    }

    private static IEnumerable<(string Id, DateTimeOffset At)> Pending(TimeLimit limit, WorkingCalendar calendar, ClockRecord record)
    {
        foreach (var one in Warnings(limit, calendar, record))
            yield return one;
        foreach (var one in TimedActions(limit, calendar, record))
            yield return one;
        if (!record.IsLate)
            yield return (ClockMarks.Due, record.DueAt);
        else if (record.NextRoundAt is { } round)
            yield return (ClockMarks.Round(record.Round + 1), round);
    }

    /// <summary>Warnings that are not over, the first first. Once it is late there are none.</summary>
    private static IEnumerable<(string Id, DateTimeOffset At)> Warnings(TimeLimit limit, WorkingCalendar calendar, ClockRecord record) =>
        record.IsLate
            ? []
            : limit
                .Warnings.Index()
                .Select(one => (Id: ClockMarks.Warning(one.Index), At: ClockTimes.Of(calendar, record, one.Item.At)))
                .Where(one => !record.Has(one.Id))
                .OrderBy(one => one.At);

    private static IEnumerable<(string Id, DateTimeOffset At)> TimedActions(
        TimeLimit limit,
        WorkingCalendar calendar,
        ClockRecord record
    ) =>
        limit
            .Actions.Index()
            .Where(one => one.Item.At.Round is null && !record.Has(ClockMarks.Action(one.Index)))
            .Select(one => (ClockMarks.Action(one.Index), ClockTimes.Of(calendar, record, one.Item.At)));

    private static ClockRecord Rounds(
        TimeLimit limit,
        WorkingCalendar calendar,
        ClockRecord record,
        DateTimeOffset now,
        List<ClockHappening> happened,
        List<string> skipped
    )
    {
        var missed = new Queue<ClockMark>();
        while (record.NextRoundAt is { } at && at <= now)
        {
            var number = record.Round + 1;
            var next = NextRound(limit, calendar, number, at);
            record = record with { Round = number, NextRoundAt = next };
            var id = ClockMarks.Round(number);
            if (next is not null && next <= now)
            {
                Remember(missed, new(id, at, now, ClockRules.Overtaken));
                continue;
            }
            skipped.AddRange(missed.Select(mark => mark.Id));
            record = Done(record, [.. missed, new(id, at, now)]);
            happened.Add(new(ClockEvent.Mark, null, id));
        }
        return record;
    }

    private static ClockRecord Actions(
        TimeLimit limit,
        WorkingCalendar calendar,
        ClockRecord record,
        DateTimeOffset now,
        List<ClockHappening> happened
    )
    {
        var due = new List<(string Id, DateTimeOffset At)>();
        foreach (var (index, action) in limit.Actions.Index())
        {
            var id = ClockMarks.Action(index);
            if (record.Has(id))
                continue;
            var at = action.At.Round is { } round
                ? record.Round >= round
                    ? record.Marks.FirstOrDefault(mark => mark.Id == ClockMarks.Round(round))?.At ?? record.DueAt
                    : (DateTimeOffset?)null
                : ClockTimes.Of(calendar, record, action.At);
            if (at <= now)
                due.Add((id, at.Value));
        }
        foreach (var (id, at) in due.OrderBy(one => one.At))
        {
            record = Done(record, new ClockMark(id, at, now));
            happened.Add(new(ClockEvent.Mark, null, id));
        }
        return record;
    }

    /// <summary>Nobody is told of what lies behind when the clock starts; the rounds go on from now.</summary>
    private static ClockRecord SkipPast(
        TimeLimit limit,
        WorkingCalendar calendar,
        ClockRecord record,
        DateTimeOffset until,
        DateTimeOffset now
    )
    {
        var past = Warnings(limit, calendar, record)
            .Concat(TimedActions(limit, calendar, record))
            .Where(one => one.At <= until && one.At < now)
            .ToList();
        foreach (var (id, at) in past)
            record = Done(record, new ClockMark(id, at, now, ClockRules.Past));
        if (record.DueAt > until || record.DueAt >= now)
            return record;
        record = Done(record, new ClockMark(ClockMarks.Due, record.DueAt, now, ClockRules.Past)) with
        {
            State = ClockState.Late,
            IsLate = true,
        };
        var next = FirstRound(limit, calendar, record);
        var missed = new Queue<ClockMark>();
        while (next is { } round && round <= until)
        {
            var number = record.Round + 1;
            record = record with { Round = number };
            Remember(missed, new(ClockMarks.Round(number), round, now, ClockRules.Past));
            next = NextRound(limit, calendar, number, round);
        }
        var actions = limit
            .Actions.Index()
            .Where(one => one.Item.At.Round <= record.Round)
            .Select(one => new ClockMark(ClockMarks.Action(one.Index), record.DueAt, now, ClockRules.Past));
        return Done(record, [.. missed, .. actions]) with { NextRoundAt = next };
    }

    private static DateTimeOffset? FirstRound(TimeLimit limit, WorkingCalendar calendar, ClockRecord record) =>
        limit.Rounds is { } rounds ? ClockTimes.Whole(calendar.Add(record.DueAt, rounds.First)) : null;

    private static DateTimeOffset? NextRound(TimeLimit limit, WorkingCalendar calendar, int number, DateTimeOffset at) =>
        limit.Rounds is { } rounds && (rounds.Max is not { } max || number < max) ? ClockTimes.Whole(calendar.Add(at, rounds.Every)) : null;

    /// <summary>A condition begins it anew when it becomes true; any other value when it changes.</summary>
    private static bool IsReset(string? before, string? now) => before != now && now is not (null or "false");

    private static ClockStep Stopped(TimeLimit limit, ClockRecord record, string rule, DateTimeOffset now)
    {
        var isMet = !record.IsLate && (record.PausedAt ?? now) <= record.DueAt;
        var step = isMet
            ? Ended(record, ClockState.Met, new(ClockEvent.Met, rule), now)
            : Ended(record, ClockState.Missed, new(ClockEvent.Missed, rule), now);
        if (limit.OnStop.Count == 0)
            return step;
        return new(
            Done(step.Record, new ClockMark(ClockMarks.Stop, now, now)),
            [.. step.Happened, new(ClockEvent.Mark, null, ClockMarks.Stop)]
        );
    }

    private static ClockStep Ended(ClockRecord record, ClockState state, ClockHappening what, DateTimeOffset now) =>
        new(
            Closed(record, now) with
            {
                State = state,
                IsLate = record.IsLate || state == ClockState.Missed,
                EndedAt = now,
                PausedAt = null,
                NextRoundAt = null,
            },
            [what]
        );

    private static ClockRecord Paused(ClockRecord record, DateTimeOffset at, string rule)
    {
        var closed = Closed(record, at);
        return closed with { State = ClockState.Paused, PausedAt = at, Spans = [.. closed.Spans, new(true, at, null, rule)] };
    }

    private static ClockRecord Resumed(ClockRecord record, WorkingCalendar calendar, DateTimeOffset at, string rule)
    {
        var rested = calendar.Between(record.PausedAt!.Value, at);
        var more = new WorkingAmount(0, rested);
        var closed = Closed(record, at);
        return closed with
        {
            State = record.IsLate ? ClockState.Late : ClockState.Running,
            PausedAt = null,
            Paused = record.Paused + rested,
            DueAt = record.IsLate || rested == TimeSpan.Zero ? record.DueAt : ClockTimes.Whole(calendar.Add(record.DueAt, more)),
            NextRoundAt =
                record.NextRoundAt is { } round && rested > TimeSpan.Zero
                    ? ClockTimes.Whole(calendar.Add(round, more))
                    : record.NextRoundAt,
            Spans = [.. closed.Spans, new(false, at, null, rule)],
        };
    }

    private static ClockRecord Closed(ClockRecord record, DateTimeOffset at) =>
        record with
        {
            Spans = [.. record.Spans.Take(record.Spans.Count - 1), record.Spans[^1] with { To = at }],
        };

    private static ClockRecord Done(ClockRecord record, params IReadOnlyList<ClockMark> marks) =>
        record with
        {
            Marks = [.. record.Marks, .. marks],
        };

    private static void Remember(Queue<ClockMark> missed, ClockMark mark)
    {
        missed.Enqueue(mark);
        if (missed.Count > MostRemembered)
            missed.Dequeue();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
