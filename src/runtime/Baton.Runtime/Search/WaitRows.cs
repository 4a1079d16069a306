namespace Baton.Runtime.Search;

/// <summary>What an element instance waits for. Type: JOB, USER_TASK, MESSAGE, TIMER or SIGNAL.</summary>
public sealed record WaitStateRow
{
    public required long RootProcessInstanceKey { get; init; }

    public required long ProcessInstanceKey { get; init; }

    /// <summary>The element that waits, or the process instance where an event sub-process of it waits.</summary>
    public required long ElementInstanceKey { get; init; }

    public required string ElementId { get; init; }

    public required string ElementType { get; init; }

    public required string ProcessDefinitionId { get; init; }

    /// <summary>The key of the job, task, subscription or timer.</summary>
    public required long WaitKey { get; init; }

    public required string WaitStateType { get; init; }

    /// <summary>The type of the job, the name of the message or signal.</summary>
    public string? Name { get; init; }

    public string? CorrelationKey { get; init; }

    public string? JobKind { get; init; }

    /// <summary>The event that a listener's job listens to; null where it is no job.</summary>
    public string? ListenerEventType { get; init; }

    public int? Retries { get; init; }

    /// <summary>When the task or the timer is due.</summary>
    public DateTimeOffset? DueDate { get; init; }
}
