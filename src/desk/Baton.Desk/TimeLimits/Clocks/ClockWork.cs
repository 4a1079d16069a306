using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A clock that something happened to.</summary>
internal sealed record ClockWork(TimeLimit Limit, Clock Clock, ClockStep Step)
{
    /// <summary>The marks that fired, in their order.</summary>
    public IEnumerable<string> Marks => Step.Happened.Where(one => one.What == ClockEvent.Mark).Select(one => one.Mark!);
}
