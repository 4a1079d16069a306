namespace Baton.Desk.TimeLimits.Policies;

/// <summary>What is meant where a policy leaves a condition out.</summary>
internal static class LimitDefaults
{
    private static readonly Condition Always = Condition.Of("true");
    private static readonly Condition Suspended = Condition.Of("isSuspended");
    private static readonly Condition Closed = Condition.Of("isClosed");
    private static readonly Condition Answered = Condition.Of("answered");
    private static readonly Condition Solved = Condition.Of("isClosed and status != \"canceled\"");
    private static readonly Condition Promised = Condition.Of("callBackAt != null");
    private static readonly Condition Called = Condition.Of("callBackAt = null");

    public static TimeLimit Fill(TimeLimit limit) =>
        limit.Measures switch
        {
            LimitMeasures.Step or LimitMeasures.Unit => limit with { Pause = limit.Pause ?? Suspended },
            LimitMeasures.CallBack => limit with { Start = limit.Start ?? Promised, Stop = limit.Stop ?? Called },
            LimitMeasures.Resolution => Case(limit, Solved),
            LimitMeasures.FirstAnswer => Case(limit, Answered),
            _ => Case(limit, null),
        };

    private static TimeLimit Case(TimeLimit limit, Condition? stop) =>
        limit with
        {
            Start = limit.Start ?? Always,
            Stop = limit.Stop ?? stop,
            Cancel = limit.Cancel ?? Closed,
            Pause = limit.Pause ?? Suspended,
        };
}
