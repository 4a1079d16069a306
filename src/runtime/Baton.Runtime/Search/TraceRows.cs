namespace Baton.Runtime.Search;

/// <summary>Which instances to trace: those of some versions of a process that began in a span, the newest first.</summary>
/// <param name="DefinitionKeys">The versions, at most 100; none gives no rows.</param>
public sealed record TraceRequest(IReadOnlyList<long> DefinitionKeys)
{
    /// <summary>More instances are not given at a time.</summary>
    public const int MaxLimit = 500;

    /// <summary>More versions are not looked at together.</summary>
    public const int MaxDefinitions = 100;

    /// <summary>Begun at or after that instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before that instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The last row that was read; null for the first rows.</summary>
    public InstanceTraceRow? After { get; init; }

    /// <summary>How many instances at most; 1 to 500.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>A process instance with all that it passed. State: ACTIVE, COMPLETED or TERMINATED.</summary>
public sealed record InstanceTraceRow(
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string State,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate
)
{
    /// <summary>Its element instances in the order in which they began.</summary>
    public IReadOnlyList<TracedElementRow> Elements { get; init; } = [];

    /// <summary>The ids of the sequence flows that it took, each once.</summary>
    public IReadOnlyList<string> SequenceFlows { get; init; } = [];
}

/// <summary>An element instance of a traced instance; type and state in the words of the REST interface.</summary>
public sealed record TracedElementRow(
    long ElementInstanceKey,
    long ScopeKey,
    long ProcessDefinitionKey,
    string ElementId,
    string Type,
    string State,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate
);
