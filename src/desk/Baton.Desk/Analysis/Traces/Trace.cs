namespace Baton.Desk.Analysis.Traces;

/// <summary>What one instance of a process went through.</summary>
/// <param name="InstanceKey">Of the instance.</param>
/// <param name="RootKey">Of the instance at the root, which the case knows.</param>
/// <param name="DefinitionKey">Of the version that it runs, or ran last.</param>
/// <param name="State">How it stands.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">Null while it runs.</param>
/// <param name="Steps">All that it passed, gateways and events too, in the order in which they began.</param>
/// <param name="Flows">Ids of the sequence flows that it took, each once.</param>
internal sealed record Trace(
    long InstanceKey,
    long RootKey,
    long DefinitionKey,
    TraceState State,
    DateTimeOffset Began,
    DateTimeOffset? Ended,
    IReadOnlyList<TraceStep> Steps,
    IReadOnlySet<string> Flows
)
{
    /// <summary>The case that it belongs to; null for work that is no case.</summary>
    public TracedCase? Case { get; init; }

    /// <summary>Some of it ran in another version.</summary>
    public bool IsMigrated => Steps.Any(step => step.DefinitionKey != DefinitionKey);
}

/// <summary>How an instance or one of its steps stands.</summary>
public enum TraceState
{
    Running,
    Completed,
    Canceled,
}

/// <summary>One visit of an element.</summary>
/// <param name="Key">Of the visit.</param>
/// <param name="Scope">The visit of the sub-process in which it lies, or the instance.</param>
/// <param name="DefinitionKey">The version in which it ran.</param>
/// <param name="ElementId">Id of the element in the drawing.</param>
/// <param name="Type">In the engine's words, such as <c>USER_TASK</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">Null while it runs.</param>
internal sealed record TraceStep(
    long Key,
    long Scope,
    long DefinitionKey,
    string ElementId,
    string Type,
    TraceState State,
    DateTimeOffset Began,
    DateTimeOffset? Ended
)
{
    /// <summary>When somebody had it, in order and without overlaps; empty for what nobody took up.</summary>
    public IReadOnlyList<HeldSpan> Held { get; init; } = [];

    /// <summary>The group of people that it was offered to; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Who did it, or has it; null for nobody.</summary>
    public string? By { get; init; }

    public bool IsForPeople => Type == StepTypes.UserTask;
}

/// <summary>A span in which somebody had a task; an open end lasts until the task ends.</summary>
internal readonly record struct HeldSpan(DateTimeOffset From, DateTimeOffset? To);

/// <summary>What the figures need to know of a case.</summary>
internal sealed record TracedCase(long Key, string Number, string Type, string Channel, string? Department, bool IsLate);
