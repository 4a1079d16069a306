namespace Baton.Bpmn;

/// <summary>What an event waits for or throws. Texts are raw: one that begins with <c>=</c> is a FEEL expression.</summary>
public abstract record EventDefinition
{
    public int Line { get; init; }

    public int Column { get; init; }
}

/// <summary>How the expression of a timer is to be understood.</summary>
public enum TimerKind
{
    /// <summary>A point in time.</summary>
    Date,

    /// <summary>A length of time from the moment the event is armed.</summary>
    Duration,

    /// <summary>A repeated interval or a cron text.</summary>
    Cycle,
}

/// <summary>A timer. <see cref="GivenExpressions"/> is 1 in a valid model; with 0 the expression is empty.</summary>
public sealed record TimerEventDefinition(TimerKind Kind, string Expression) : EventDefinition
{
    /// <summary>How many of timeDate, timeDuration and timeCycle the file gives.</summary>
    public int GivenExpressions { get; init; } = 1;
}

/// <summary>A message; null when <see cref="MessageRef"/> names none that exists.</summary>
public sealed record MessageEventDefinition(Message? Message) : EventDefinition
{
    public string? MessageRef { get; init; }
}

/// <summary>An error; null without a reference (catches all) or when <see cref="ErrorRef"/> names none that exists.</summary>
public sealed record ErrorEventDefinition(Error? Error) : EventDefinition
{
    public string? ErrorRef { get; init; }
}

/// <summary>A signal; null when <see cref="SignalRef"/> names none that exists.</summary>
public sealed record SignalEventDefinition(Signal? Signal) : EventDefinition
{
    public string? SignalRef { get; init; }
}

/// <summary>An escalation; null without a reference (catches all) or when <see cref="EscalationRef"/> names none that exists.</summary>
public sealed record EscalationEventDefinition(Escalation? Escalation) : EventDefinition
{
    public string? EscalationRef { get; init; }
}

/// <summary>Ends everything else in the scope.</summary>
public sealed record TerminateEventDefinition : EventDefinition;

/// <summary>Compensation of what was completed; of one activity when <see cref="ActivityRef"/> is given.</summary>
public sealed record CompensateEventDefinition(string? ActivityRef) : EventDefinition;

/// <summary>A condition over variables, with the optional filter of <c>zeebe:conditionalFilter</c>.</summary>
public sealed record ConditionalEventDefinition(string Condition, ConditionalFilter? Filter) : EventDefinition;

/// <summary>A jump to the catch event with the same link name in the same scope.</summary>
public sealed record LinkEventDefinition(string Name) : EventDefinition;

/// <summary>Cancels a transaction.</summary>
public sealed record CancelEventDefinition : EventDefinition;

/// <summary>A definition of a kind that this reader does not know; the local name of its element.</summary>
public sealed record UnknownEventDefinition(string ElementName) : EventDefinition;
