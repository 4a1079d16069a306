using Baton.Engine.Timers;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>A timer start event of a process.</summary>
public sealed class StartTimer
{
    private readonly ExecutableElement _element;

    internal StartTimer(ExecutableElement element)
    {
        _element = element;
    }

    /// <summary>The start event.</summary>
    public string ElementId => _element.Id;

    /// <summary>When it is due first, seen from the deployment. The expression sees no variables.</summary>
    /// <param name="now">The moment of deployment.</param>
    /// <param name="zone">The zone of cron texts; null is UTC.</param>
    /// <param name="problem">Why there is no plan.</param>
    public TimerPlan? Arm(DateTimeOffset now, TimeZoneInfo? zone, out string? problem) =>
        TimerEvaluation.Evaluate(_element.Timer!, FeelScope.Empty, new FeelEnvironment(now, zone), out problem);
}

/// <summary>A conditional start event of a process.</summary>
public sealed class StartCondition
{
    private readonly ExecutableElement _element;

    internal StartCondition(ExecutableElement element)
    {
        _element = element;
    }

    /// <summary>The start event.</summary>
    public string ElementId => _element.Id;

    /// <summary>Whether it starts an instance with these variables. What gives anything but true does not.</summary>
    /// <param name="variables">The variables that an instance would begin with.</param>
    /// <param name="now">The instant.</param>
    /// <param name="zone">The zone of the local clock; null is UTC.</param>
    public bool Holds(FeelContext variables, DateTimeOffset now, TimeZoneInfo? zone) =>
        _element.Condition!.Expression.Evaluate(FeelScope.Of(variables), new FeelEnvironment(now, zone)).Value
            is { Kind: FeelKind.Boolean } value
        && value.AsBoolean();
}

/// <summary>A message start event of a process.</summary>
/// <param name="ElementId">The start event.</param>
/// <param name="MessageName">The name it waits for; an expression is evaluated without variables.</param>
public sealed record StartMessage(string ElementId, string MessageName);

/// <summary>A signal start event of a process.</summary>
/// <param name="ElementId">The start event.</param>
/// <param name="SignalName">The name it waits for; an expression is evaluated without variables.</param>
public sealed record StartSignal(string ElementId, string SignalName);
