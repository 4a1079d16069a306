namespace Baton.Bpmn;

/// <summary>An embedded sub-process, or an event sub-process when <see cref="TriggeredByEvent"/> is set (BPMN 2.0, 10.3.5).</summary>
public class SubProcess(FlowNodeHead head) : Activity(head), IFlowElementsContainer
{
    public bool TriggeredByEvent { get; init; }

    public required IReadOnlyList<FlowNode> Nodes { get; init; }

    public required IReadOnlyList<SequenceFlow> SequenceFlows { get; init; }

    public required IReadOnlyList<Association> Associations { get; init; }

    public required IReadOnlyList<DataObject> DataObjects { get; init; }
}

/// <summary>A sub-process that can be cancelled as a whole.</summary>
public sealed class Transaction(FlowNodeHead head) : SubProcess(head);

/// <summary>A sub-process whose activities are started in no fixed order.</summary>
public sealed class AdHocSubProcess(FlowNodeHead head) : SubProcess(head)
{
    /// <summary>Raw text of <c>completionCondition</c>.</summary>
    public string? CompletionCondition { get; init; }

    public bool CancelRemainingInstances { get; init; } = true;
}
