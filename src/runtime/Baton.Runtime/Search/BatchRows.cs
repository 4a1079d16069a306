namespace Baton.Runtime.Search;

/// <summary>An operation on many instances. Types and states in the words of the REST interface.</summary>
public sealed record BatchOperationRow
{
    public required long BatchOperationKey { get; init; }

    /// <summary>CANCEL_PROCESS_INSTANCE, RESOLVE_INCIDENT, MODIFY_PROCESS_INSTANCE, ...</summary>
    public required string Type { get; init; }

    /// <summary>CREATED, ACTIVE, SUSPENDED, COMPLETED, PARTIALLY_COMPLETED, CANCELED or FAILED.</summary>
    public required string State { get; init; }

    /// <summary>When its first item was begun; null before.</summary>
    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    /// <summary>Who asked for it; null when that is not known.</summary>
    public string? Actor { get; init; }

    /// <summary>How many items it has; grows as long as they are being collected.</summary>
    public required long Total { get; init; }

    public required long Failed { get; init; }

    /// <summary>How many items are as wanted, those included that had nothing left to do.</summary>
    public required long Completed { get; init; }

    /// <summary>Why the items could not be found; null in all states but FAILED.</summary>
    public string? Error { get; init; }
}

/// <summary>One thing that an operation does. State: ACTIVE, COMPLETED, SKIPPED, FAILED or CANCELED.</summary>
public sealed record BatchItemRow
{
    public required long BatchOperationKey { get; init; }

    public required string Type { get; init; }

    /// <summary>The process instance, incident or decision instance that it is about.</summary>
    public required long ItemKey { get; init; }

    public long? ProcessInstanceKey { get; init; }

    public long? RootProcessInstanceKey { get; init; }

    public required string State { get; init; }

    public DateTimeOffset? ProcessedDate { get; init; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? ErrorMessage { get; init; }
}
