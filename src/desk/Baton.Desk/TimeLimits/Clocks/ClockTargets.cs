using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using Baton.Feel;
using Baton.Runtime.Decisions;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>How much time a clock is given: what its policy says, or a decision. The decisions are asked for late, as they belong to the runtime.</summary>
internal sealed class ClockTargets(Lazy<EngineDecisions> decisions)
{
    /// <summary>The amount; null where the decision gives none, with the reason.</summary>
    public WorkingAmount? Of(TimeLimit limit, Policies.Facts facts, out string? failure)
    {
        failure = null;
        if (limit.Target is not { } target)
            return default(WorkingAmount);
        if (target.Amount is { } amount)
            return amount;
        var asked = decisions.Value.TryOut(
            new EvaluateDecisionRequest { DecisionId = target.Decision, Variables = FeelJson.Parse(facts.Json.ToJsonString()).AsContext() }
        );
        if (asked.Problem is { } problem)
        {
            failure = problem.Detail;
            return null;
        }
        var result = asked.Value.Result;
        if (result.Failure is { } broken)
        {
            failure = broken.Message;
            return null;
        }
        var text = Text(result.Output, target.Output!);
        if (WorkingAmount.TryParse(text, out amount) && (amount.Days > 0 || amount.Time > TimeSpan.Zero))
            return amount;
        failure = $"Decision '{target.Decision}' gave '{text}' for '{target.Output}', which is no duration such as PT24H.";
        return null;
    }

    /// <summary>A table of one output gives a plain value.</summary>
    private static string? Text(FeelValue output, string name)
    {
        if (output.Kind == FeelKind.Context)
            output = output.AsContext().TryGet(name, out var value) ? value : FeelValue.Null;
        return output.Kind switch
        {
            FeelKind.String => output.AsString(),
            FeelKind.Null => null,
            _ => FeelJson.ToJson(output).Trim('"'),
        };
    }
}
