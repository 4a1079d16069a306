namespace Baton.Engine;

/// <summary>The answer to a command: what happened, or why nothing did.</summary>
public readonly struct Decision
{
    private Decision(IReadOnlyList<EngineEvent> events, Rejection? rejection)
    {
        Events = events;
        Rejection = rejection;
    }

    /// <summary>The events in the order in which they were applied; empty when the command was refused.</summary>
    public IReadOnlyList<EngineEvent> Events { get; }

    /// <summary>The refusal, or null when the command was carried out.</summary>
    public Rejection? Rejection { get; }

    internal static Decision Accepted(IReadOnlyList<EngineEvent> events) => new(events, null);

    internal static Decision Rejected(Rejection rejection) => new([], rejection);
}
