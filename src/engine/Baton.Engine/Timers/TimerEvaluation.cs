using Baton.Bpmn;
using Baton.Feel;

namespace Baton.Engine.Timers;

/// <summary>Turns the expression of a timer into its plan.</summary>
internal static class TimerEvaluation
{
    public static TimerPlan? Evaluate(TimerDefinition timer, FeelScope variables, FeelEnvironment environment, out string? problem)
    {
        FeelValue value = timer.Expression.Literal;
        if (timer.Expression.Expression is { } expression)
        {
            FeelResult result = expression.Evaluate(variables, environment);
            if (result.Failure is { } failure)
            {
                problem = $"'{timer.Expression.Source}' could not be evaluated: {failure.Message}";
                return null;
            }
            value = result.Value;
        }
        problem = null;
        DateTimeOffset now = environment.Now;
        switch (timer.Kind)
        {
            case TimerKind.Date when IsoInstant.TryFrom(value, environment.Zone, out DateTimeOffset date):
                return new TimerPlan(date, 1, null);
            case TimerKind.Duration when IsoPeriod.TryFrom(value, out IsoPeriod period) && period.After(now) is { } due:
                return new TimerPlan((due < now ? now : due).ToUniversalTime(), 1, null);
            case TimerKind.Cycle when value.Kind == FeelKind.String:
                return TimerCycle.First(value.AsString(), now, environment.Zone, out problem);
            default:
                problem =
                    $"'{timer.Expression.Source}' gave {Variables.ExpressionScope.Shorten(value.ToString())}, which is no {Wanted(timer.Kind)}.";
                return null;
        }
    }

    private static string Wanted(TimerKind kind) =>
        kind switch
        {
            TimerKind.Date => "date and time with zone",
            TimerKind.Duration => "duration",
            _ => "repeating interval or cron text",
        };
}
