using System.Globalization;
using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>What the time line of a case says of its clocks.</summary>
public static class ClockCodes
{
    public const string Started = "clock-started";
    public const string Paused = "clock-paused";
    public const string Resumed = "clock-resumed";
    public const string DueMoved = "clock-due-moved";
    public const string Late = "clock-late";
    public const string Met = "clock-met";
    public const string Missed = "clock-missed";
    public const string Canceled = "clock-canceled";
    public const string Warned = "clock-warned";
    public const string Round = "clock-round";
    public const string Skipped = "clock-skipped";
    public const string Action = "clock-action";
    public const string ActionFailed = "clock-action-failed";
}

/// <summary>Writes what happened to a clock on the time line of its case. A rule that looks at fields that not everybody may read is not named.</summary>
internal sealed class ClockWords(DeskDb db, UnitOfWork unit, long caseKey, IReadOnlySet<string> guarded, TimeZoneInfo zone)
{
    public void Write(TimeLimit limit, Clock clock, ClockRecord record, ClockHappening what)
    {
        var code = what.What switch
        {
            ClockEvent.Started => ClockCodes.Started,
            ClockEvent.Paused => ClockCodes.Paused,
            ClockEvent.Resumed => ClockCodes.Resumed,
            ClockEvent.DueMoved => ClockCodes.DueMoved,
            ClockEvent.Late => ClockCodes.Late,
            ClockEvent.Met => ClockCodes.Met,
            ClockEvent.Missed => ClockCodes.Missed,
            ClockEvent.Canceled => ClockCodes.Canceled,
            ClockEvent.Skipped => ClockCodes.Skipped,
            _ => null,
        };
        if (code is null)
            return;
        Add(
            code,
            limit,
            clock,
            ("at", Local(record.DueAt)),
            (TimelineWords.Rule, Visible(limit, what.Rule)),
            (TimelineWords.Marks, what.Mark)
        );
    }

    /// <summary>A reminder went out.</summary>
    public void Told(TimeLimit limit, Clock clock, string code, int round, IReadOnlyList<string> people) =>
        Add(
            code,
            limit,
            clock,
            ("round", code == ClockCodes.Round ? round.ToString(CultureInfo.InvariantCulture) : null),
            (TimelineWords.Told, people.Count == 0 ? null : string.Join(',', people))
        );

    /// <summary>Something was done, or could not be.</summary>
    public void Did(TimeLimit limit, Clock clock, string action, string? failure) =>
        Add(
            failure is null ? ClockCodes.Action : ClockCodes.ActionFailed,
            limit,
            clock,
            (TimelineWords.ClockAction, action),
            ("failure", failure)
        );

    /// <summary>Null where it looks at a guarded field.</summary>
    private string? Visible(TimeLimit limit, string? rule)
    {
        if (rule is null || guarded.Count == 0 || !rule.StartsWith('='))
            return rule;
        return Conditions(limit).FirstOrDefault(one => one.Text == rule) is { } condition && condition.Names.Any(guarded.Contains)
            ? null
            : rule;
    }

    internal static IEnumerable<Condition> Conditions(TimeLimit limit) =>
        new[] { limit.Start, limit.Stop, limit.Pause, limit.Cancel, limit.Reset }.OfType<Condition>();

    private string Local(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private void Add(string code, TimeLimit limit, Clock clock, params IReadOnlyList<(string, string?)> parameters) =>
        Timeline.Add(
            db,
            unit,
            caseKey,
            code,
            null,
            clock.TaskKey,
            [
                (TimelineWords.Limit, limit.Name.En),
                (TimelineWords.Limit + "." + Languages.SimplifiedChinese, limit.Name.ZhHans),
                (TimelineWords.Limit + "." + Languages.TraditionalChinese, limit.Name.ZhHant),
                ("policy", string.Create(CultureInfo.InvariantCulture, $"{limit.Code} {clock.PolicyVersion}")),
                .. parameters,
            ]
        );
}
