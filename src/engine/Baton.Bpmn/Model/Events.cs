namespace Baton.Bpmn;

/// <summary>Something that happens (BPMN 2.0, 10.5). Without a definition it is a none event.</summary>
public abstract class Event(FlowNodeHead head) : FlowNode(head)
{
    /// <summary>All definitions in document order; more than one is a multiple event.</summary>
    public IReadOnlyList<EventDefinition> EventDefinitions { get; init; } = [];

    /// <summary>Of a multiple catch event: whether all that it waits for must occur, not any of it.</summary>
    public bool IsParallelMultiple { get; init; }

    /// <summary>The first definition; null for a none event.</summary>
    public EventDefinition? EventDefinition => EventDefinitions.Count > 0 ? EventDefinitions[0] : null;
}

/// <summary>Begins a process, a sub-process or an event sub-process.</summary>
public sealed class StartEvent(FlowNodeHead head) : Event(head)
{
    /// <summary>Of meaning only in an event sub-process: whether the scope around it is interrupted.</summary>
    public bool IsInterrupting { get; init; } = true;
}

/// <summary>Ends one path of the flow.</summary>
public sealed class EndEvent(FlowNodeHead head) : Event(head);

/// <summary>Waits within the flow.</summary>
public sealed class IntermediateCatchEvent(FlowNodeHead head) : Event(head);

/// <summary>Lets something happen within the flow.</summary>
public sealed class IntermediateThrowEvent(FlowNodeHead head) : Event(head);

/// <summary>Waits beside an activity as long as that is active.</summary>
public sealed class BoundaryEvent(FlowNodeHead head) : Event(head)
{
    /// <summary>The id of the activity; empty where the file gives none.</summary>
    public required string AttachedToRef { get; init; }

    /// <summary>Whether the activity is interrupted.</summary>
    public bool CancelActivity { get; init; } = true;
}
