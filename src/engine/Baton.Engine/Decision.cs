using Baton.Engine.Tasks;

namespace Baton.Engine;

/// <summary>The answer to a command: what happened, or why nothing did.</summary>
public readonly struct Decision
{
    private Decision(IReadOnlyList<EngineEvent> events, IReadOnlyList<DecisionAsked> asked, Rejection? rejection)
    {
        Events = events;
        Asked = asked;
        Rejection = rejection;
    }

    /// <summary>The events in the order in which they were applied; empty when the command was refused.</summary>
    public IReadOnlyList<EngineEvent> Events { get; }

    /// <summary>The DMN decisions that business rule tasks asked, in order; those that failed included.</summary>
    public IReadOnlyList<DecisionAsked> Asked { get; }

    /// <summary>The refusal, or null when the command was carried out.</summary>
    public Rejection? Rejection { get; }

    internal static Decision Accepted(IReadOnlyList<EngineEvent> events, IReadOnlyList<DecisionAsked> asked) => new(events, asked, null);

    internal static Decision Rejected(Rejection rejection) => new([], [], rejection);
}
