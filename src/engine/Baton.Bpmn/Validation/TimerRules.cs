using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Bpmn.Validation;

/// <summary>Timers say exactly once when they fire, in a way that fits their event, and fixed texts are ISO 8601.</summary>
internal static partial class TimerRules
{
    public static void Check(Event node, TimerEventDefinition timer, ScopeView scope, Findings findings)
    {
        if (timer.GivenExpressions != 1)
        {
            string message =
                $"{Findings.The(node)} gives {timer.GivenExpressions} times, but a timer has exactly one of date, duration and cycle. Keep or write one.";
            findings.Error(DiagnosticCodes.TimerNotExactlyOne, node, message);
            return;
        }
        if (timer.Kind == TimerKind.Cycle && !MayRepeat(node, scope))
        {
            string message =
                $"{Findings.The(node)} has a cycle, but can fire only once. Use a date or duration, or make the event non-interrupting.";
            findings.Error(DiagnosticCodes.TimerKindNotAllowed, node, message);
        }
        if (!BpmnExpressions.IsExpression(timer.Expression) && !IsWellFormed(timer))
        {
            string message = $"{Findings.The(node)} has the {Words(timer.Kind)} '{timer.Expression}', which is not {Wanted(timer.Kind)}.";
            findings.Error(DiagnosticCodes.DateNotIso, node, message);
        }
    }

    /// <summary>Whether a fixed text is a date with time and zone, as the dates of user tasks must be.</summary>
    public static bool IsDateTimeWithZone(string text) =>
        ZonedDateTime().IsMatch(text)
        && DateTimeOffset.TryParse(NamedZone().Replace(text, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool MayRepeat(Event node, ScopeView scope) =>
        node switch
        {
            _ when scope.StartsInstances(node) => true,
            StartEvent start => !start.IsInterrupting,
            BoundaryEvent boundary => !boundary.CancelActivity,
            _ => false,
        };

    private static bool IsWellFormed(TimerEventDefinition timer) =>
        timer.Kind switch
        {
            TimerKind.Date => IsDateTimeWithZone(timer.Expression),
            TimerKind.Duration => IsDuration(timer.Expression),
            _ => IsCycle(timer.Expression),
        };

    private static bool IsDuration(string text) => IsoDuration().IsMatch(text);

    private static bool IsCycle(string text)
    {
        if (text is not ['R', ..])
        {
            return text is ['@', _, ..] || text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        }
        string[] parts = text.Split('/');
        return parts.Length is 2 or 3
            && RepeatCount().IsMatch(parts[0])
            && IsDuration(parts[^1])
            && (parts.Length == 2 || IsDateTimeWithZone(parts[1]));
    }

    private static string Words(TimerKind kind) =>
        kind switch
        {
            TimerKind.Date => "date",
            TimerKind.Duration => "duration",
            _ => "cycle",
        };

    private static string Wanted(TimerKind kind) =>
        kind switch
        {
            TimerKind.Date => "an ISO 8601 date and time with zone. Write it like 2026-01-31T09:00:00+08:00 or as an expression with '='",
            TimerKind.Duration => "an ISO 8601 duration. Write it like P2D or PT30M or as an expression with '='",
            _ => "an ISO 8601 repeating interval or cron text. Write it like R3/PT10M or 0 0 9 * * * or as an expression with '='",
        };

    [GeneratedRegex(@"^R(-1|\d*)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepeatCount();

    [GeneratedRegex(
        @"^-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex IsoDuration();

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)(\[[\w/+-]+\])?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ZonedDateTime();

    [GeneratedRegex(@"\[[\w/+-]+\]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedZone();
}
