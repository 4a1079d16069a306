using Baton.Engine.Tasks;
using Baton.Engine.Variables;

namespace Baton.Engine;

/// <summary>The answer to a command: what happened, or why nothing did.</summary>
public readonly struct Decision
{
    private Decision(
        IReadOnlyList<EngineEvent> events,
        IReadOnlyList<DecisionAsked> asked,
        IReadOnlyCollection<Variable> collected,
        Rejection? rejection
    )
    {
        Events = events;
        Asked = asked;
        Collected = collected;
        Rejection = rejection;
    }

    /// <summary>The events in the order in which they were applied; empty when the command was refused.</summary>
    public IReadOnlyList<EngineEvent> Events { get; }

    /// <summary>The DMN decisions that business rule tasks asked, in order; those that failed included.</summary>
    public IReadOnlyList<DecisionAsked> Asked { get; }

    /// <summary>
    /// The output collections that got results, each once and as the command left it, also where its scope has ended. The events say single
    /// items only; who keeps whole values asks here.
    /// </summary>
    public IReadOnlyCollection<Variable> Collected { get; }

    /// <summary>The refusal, or null when the command was carried out.</summary>
    public Rejection? Rejection { get; }

    internal static Decision Accepted(Execution execution) => new(execution.Events, execution.Asked, execution.Collected, null);

    internal static Decision Rejected(Rejection rejection) => new([], [], [], rejection);
}
