using System.Globalization;
using System.Xml;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Web.Shell;

namespace Baton.Web.TimeLimits;

/// <summary>Clocks in the reader's words: states, marks, rules for whom is told.</summary>
internal static class ClockNames
{
    public static string Of(ClockState state) =>
        state switch
        {
            ClockState.Running => ClockTexts.Running,
            ClockState.Paused => ClockTexts.Paused,
            ClockState.Late => ClockTexts.Late,
            ClockState.Met => ClockTexts.Met,
            ClockState.Missed => ClockTexts.Missed,
            _ => ClockTexts.Canceled,
        };

    /// <summary>A shape beside the colour.</summary>
    public static string Icon(ClockState state) =>
        state switch
        {
            ClockState.Running => "play",
            ClockState.Paused => "pause",
            ClockState.Late => "alert",
            ClockState.Met => "check",
            ClockState.Missed => "flag",
            _ => "cross",
        };

    public static string Chip(ClockState state) =>
        state switch
        {
            ClockState.Late or ClockState.Missed => "chip-bad",
            ClockState.Paused => "chip-warn",
            ClockState.Met => "chip-good",
            _ => "",
        };

    public static string Span(string kind) =>
        kind switch
        {
            "running" => ClockTexts.SpanRunning,
            "paused" => ClockTexts.SpanPaused,
            _ => ClockTexts.SpanClosed,
        };

    public static string SpanIcon(string kind) =>
        kind switch
        {
            "running" => "play",
            "paused" => "pause",
            _ => "lock",
        };

    /// <summary>start, stop, due, warning:1, round:2 or action:1.</summary>
    public static string Mark(ClockMarkView mark)
    {
        var parts = mark.Mark.Split(':');
        var number = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "start" => ClockTexts.MarkStart,
            "stop" => ClockTexts.MarkStop,
            "due" => ClockTexts.MarkDue,
            "warning" => ClockTexts.MarkWarning.With(number),
            "round" => ClockTexts.MarkRound.With(number),
            _ => mark.Action ?? ClockTexts.MarkAction.With(number),
        };
    }

    public static string MarkIcon(ClockMarkView mark) =>
        mark.State switch
        {
            "fired" => "check",
            "skipped" => "cross",
            _ => "clock",
        };

    /// <summary>Who is told: the names where they are known, else the rules in words.</summary>
    public static string People(ClockMarkView mark) =>
        string.Join(ClockTexts.Comma, mark.People.Count > 0 ? mark.People : [.. mark.Rules.Select(Rule)]);

    /// <summary>A rule for recipients in words; what is computed stays as it is written.</summary>
    public static string Rule(string rule)
    {
        if (rule.StartsWith('='))
            return rule;
        var (kind, name) = rule.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? (rule[..at], rule[(at + 1)..]) : (rule, "");
        return kind switch
        {
            "handler" => ClockTexts.RuleHandler,
            "workers" => ClockTexts.RuleWorkers,
            "manager" => ClockTexts.RuleManager,
            "manager+1" => ClockTexts.RuleManager1,
            "manager+2" => ClockTexts.RuleManager2,
            "unit-head" => ClockTexts.RuleUnitHead,
            "opener" => ClockTexts.RuleOpener,
            "unit-manager" => ClockTexts.RuleUnitManager,
            "key-account-manager" => ClockTexts.RuleKeyAccountManager,
            "watchers" => ClockTexts.RuleWatchers,
            "customer" => ClockTexts.RuleCustomer,
            "contact-person" => ClockTexts.RuleContactPerson,
            "role" => ClockTexts.RuleRole.With(name),
            "department" => ClockTexts.RuleDepartment.With(name),
            "user" => name,
            _ => rule,
        };
    }

    public static string Measure(string measures) =>
        measures switch
        {
            "first-answer" => ClockTexts.MeasureFirstAnswer,
            "initial-response" => ClockTexts.MeasureInitialResponse,
            "resolution" => ClockTexts.MeasureResolution,
            "step" => ClockTexts.MeasureStep,
            "unit" => ClockTexts.MeasureUnit,
            "call-back" => ClockTexts.MeasureCallBack,
            "follow-up" => ClockTexts.MeasureFollowUp,
            _ => measures,
        };

    /// <summary>A duration in words; another text, such as the name of a decision, as it is.</summary>
    public static string Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "–";
        try
        {
            return CountdownText.Span(XmlConvert.ToTimeSpan(text));
        }
        catch (FormatException)
        {
            return text;
        }
    }

    /// <summary>An instant for the browser's countdown.</summary>
    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
