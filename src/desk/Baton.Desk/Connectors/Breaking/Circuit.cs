using System.Collections.Immutable;

namespace Baton.Desk.Connectors.Breaking;

/// <summary>When a circuit opens and for how long.</summary>
/// <param name="Failures">So many failures ...</param>
/// <param name="Window">... within this time open it.</param>
/// <param name="Pause">So long nothing is called; then one call tries.</param>
/// <param name="ProbePatience">A try that was not heard of for so long is given up.</param>
internal sealed record CircuitRule(int Failures, TimeSpan Window, TimeSpan Pause, TimeSpan ProbePatience)
{
    public static CircuitRule Usual { get; } = new(5, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3));
}

/// <summary>Whether a call may be made now.</summary>
/// <param name="May">True to call.</param>
/// <param name="IsProbe">It is the one call that tries whether the other system is well again.</param>
/// <param name="PutOff">How long to wait where it may not.</param>
internal readonly record struct CircuitPass(bool May, bool IsProbe, TimeSpan PutOff);

/// <summary>
/// Pure: keeps calls from a system that does not answer. Closed until failures pile up, then open for a pause, then half open for one call whose
/// outcome closes or opens it again.
/// </summary>
internal sealed record Circuit
{
    private static readonly TimeSpan WaitForProbe = TimeSpan.FromSeconds(5);

    private Circuit() { }

    /// <summary>All calls may go.</summary>
    public static Circuit Closed { get; } = new();

    /// <summary>closed, open or half-open.</summary>
    public string State { get; private init; } = CircuitStates.Closed;

    /// <summary>When those came that count, the oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Failures { get; private init; } = [];

    /// <summary>When the pause ends, or the try is given up.</summary>
    public DateTimeOffset Until { get; private init; }

    /// <summary>Whether a call may be made, and the circuit from then on.</summary>
    public (Circuit Next, CircuitPass Pass) Ask(CircuitRule rule, DateTimeOffset now)
    {
        if (State == CircuitStates.Closed)
            return (this, new(May: true, IsProbe: false, TimeSpan.Zero));
        if (now < Until)
            return (this, new(May: false, IsProbe: false, State == CircuitStates.Open ? Until - now : WaitForProbe));
        return (
            this with
            {
                State = CircuitStates.HalfOpen,
                Until = now + rule.ProbePatience,
            },
            new(May: true, IsProbe: true, TimeSpan.Zero)
        );
    }

    /// <summary>A call came to its end. Calls that began before the circuit opened say nothing about it any more.</summary>
    public Circuit Told(CircuitRule rule, CircuitPass pass, bool isWell, DateTimeOffset now)
    {
        if (pass.IsProbe)
            return State != CircuitStates.HalfOpen ? this
                : isWell ? Closed
                : Opened(rule, now);
        if (State != CircuitStates.Closed || isWell)
            return this;
        ImmutableArray<DateTimeOffset> failures = [.. Failures.Where(at => at > now - rule.Window), now];
        return failures.Length >= rule.Failures ? Opened(rule, now) : this with { Failures = failures };
    }

    private static Circuit Opened(CircuitRule rule, DateTimeOffset now) => new() { State = CircuitStates.Open, Until = now + rule.Pause };
}

/// <summary>The states of a circuit.</summary>
internal static class CircuitStates
{
    public const string Closed = "closed";
    public const string Open = "open";
    public const string HalfOpen = "half-open";
}
