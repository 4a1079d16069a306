using System.Xml;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>Puts clocks into one reader's words.</summary>
internal sealed class ClockViews(DeskUser user, FieldSight sight, Recipients recipients)
{
    private const string Running = "running";
    private const string Resting = "paused";
    private const string Closed = "closed";
    private const string Fired = "fired";
    private const string Skipped = "skipped";
    private const string Lying = "ahead";

    /// <summary>So many times of rest and closing are told of one clock.</summary>
    private const int SpansMax = 300;

    /// <summary>So many rounds ahead are told.</summary>
    private const int RoundsAhead = 3;

    public ClockView Of(
        Clock clock,
        ClockRecord record,
        TimeLimit limit,
        WorkingCalendar calendar,
        string? taskName,
        DateTimeOffset now,
        IReadOnlyList<string> nextPeople
    )
    {
        var next = ClockMachine.Next(limit, calendar, record);
        var ahead = Ahead(limit, calendar, record, RoundsAhead);
        return new(
            clock.Key,
            limit.Code,
            clock.PolicyVersion,
            limit.Name.In(user.Language),
            limit.Measures,
            record.State,
            record.IsLate,
            record.StartedAt,
            record.DueAt,
            record.PausedAt,
            record.EndedAt,
            XmlConvert.ToString(record.Target),
            XmlConvert.ToString(record.EndedAt is null ? ClockTimes.Left(calendar, record, now) : TimeSpan.Zero),
            XmlConvert.ToString(record.Paused),
            record.Calendar,
            clock.TaskKey,
            taskName,
            record.Round,
            next is { } mark ? Mark(limit, mark.Id, mark.At, Lying, null, null) with { People = nextPeople } : null,
            Spans(limit, calendar, record, now),
            [
                .. record.Marks.Select(one => Mark(limit, one.Id, one.At, one.Skipped is null ? Fired : Skipped, one.DoneAt, one.Skipped)),
                .. ahead,
            ]
        );
    }

    /// <summary>The marks that lie ahead.</summary>
    public IReadOnlyList<ClockMarkView> Ahead(TimeLimit limit, WorkingCalendar calendar, ClockRecord record, int rounds) =>
        [.. ClockMachine.Ahead(limit, calendar, record, rounds).Select(one => Mark(limit, one.Id, one.At, Lying, null, null))];

    /// <summary>Names of those who are told at a mark as things stand; blind copies are not named.</summary>
    public async Task<IReadOnlyList<string>> People(
        DeskDb db,
        Case row,
        long? taskKey,
        TimeLimit limit,
        string mark,
        Policies.Facts facts,
        CancellationToken ct
    )
    {
        var rules = Notices(limit, mark).SelectMany(notice => notice.To.Concat(notice.Cc)).Distinct(StringComparer.Ordinal).ToList();
        if (rules.Count == 0)
            return [];
        var found = await recipients.Resolve(db, new RecipientQuestion(row, taskKey, rules, facts.Json), ct);
        var names = await DeskUsers.Names(db, found.Select(one => one.UserName), ct);
        return [.. found.Select(Name).Distinct(StringComparer.Ordinal)];

        string Name(Addressee one) =>
            one.UserName is { } userName ? names.GetValueOrDefault(userName, userName) : one.Name ?? one.Address ?? "";
    }

    /// <summary>The notices of a mark.</summary>
    private static IEnumerable<LimitNotice> Notices(TimeLimit limit, string mark)
    {
        var (kind, number) = ClockDeeds.Parts(mark);
        return kind switch
        {
            "start" => limit.OnStart,
            "stop" => limit.OnStop,
            "warning" when number <= limit.Warnings.Count => [limit.Warnings[number - 1].Notice],
            "round" when limit.Round(number) is { } notice => [notice],
            _ => [],
        };
    }

    private ClockMarkView Mark(TimeLimit limit, string id, DateTimeOffset at, string state, DateTimeOffset? doneAt, string? skipped)
    {
        var (kind, number) = ClockDeeds.Parts(id);
        var action = kind == "action" && number <= limit.Actions.Count ? limit.Actions[number - 1].Do : null;
        return new(
            id,
            at,
            state,
            doneAt,
            skipped is null ? null : Word("clock-rule." + skipped),
            action is null ? null : Word("clock-do." + action),
            [.. Notices(limit, id).SelectMany(notice => notice.To.Concat(notice.Cc)).Distinct(StringComparer.Ordinal)],
            []
        );
    }

    private IReadOnlyList<ClockSpanView> Spans(TimeLimit limit, WorkingCalendar calendar, ClockRecord record, DateTimeOffset now)
    {
        var views = new List<ClockSpanView>();
        foreach (var span in record.Spans)
        {
            var (reason, rule) = Why(limit, span.Rule);
            if (span.IsPause)
                views.Add(new(Resting, span.From, span.To, reason, rule));
            else
                Open(views, calendar, span, record.EndedAt ?? now, reason, rule);
        }
        return [.. views.TakeLast(SpansMax)];
    }

    /// <summary>What it ran, with the hours between in which nobody works.</summary>
    private static void Open(
        List<ClockSpanView> views,
        WorkingCalendar calendar,
        ClockSpan span,
        DateTimeOffset now,
        string? reason,
        string? rule
    )
    {
        var end = span.To ?? now;
        var at = span.From;
        foreach (var open in calendar.Spans(span.From, end).Take(SpansMax))
        {
            if (open.From > at)
                views.Add(new(Closed, at, open.From, null, null));
            var isLast = open.To >= end;
            views.Add(new(Running, open.From, isLast ? span.To : open.To, reason, rule));
            at = open.To;
        }
        if (at < end)
            views.Add(new(Closed, at, span.To, null, null));
        else if (span.From >= end)
            views.Add(new(Running, span.From, span.To, reason, rule));
    }

    private (string? Reason, string? Rule) Why(TimeLimit limit, string rule)
    {
        if (!rule.StartsWith('='))
            return (Word("clock-rule." + rule), null);
        var isHidden = ClockWords.Conditions(limit).Any(one => one.Text == rule && !one.Names.All(sight.MayRead));
        return (null, isHidden ? null : rule);
    }

    private string? Word(string key) => DeskTexts.Find(key, user.Language);
}
