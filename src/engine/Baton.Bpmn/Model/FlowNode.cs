namespace Baton.Bpmn;

/// <summary>What all flow nodes have in common, gathered before the node of the right type is made.</summary>
public sealed record FlowNodeHead
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The local name of the XML element, e.g. <c>serviceTask</c>.</summary>
    public required string ElementName { get; init; }

    /// <summary>The text of <c>documentation</c>.</summary>
    public string? Documentation { get; init; }

    public IReadOnlyList<string> Incoming { get; init; } = [];

    public IReadOnlyList<string> Outgoing { get; init; } = [];

    public NodeExtensions Extensions { get; init; } = NodeExtensions.None;

    public int Line { get; init; }

    public int Column { get; init; }
}

/// <summary>A node of the flow: event, activity or gateway.</summary>
public abstract class FlowNode(FlowNodeHead head)
{
    /// <summary>The id of the element; empty where the file gives none, which validation reports.</summary>
    public string Id { get; } = head.Id;

    public string? Name { get; } = head.Name;

    /// <summary>The local name of the XML element, e.g. <c>serviceTask</c>.</summary>
    public string ElementName { get; } = head.ElementName;

    /// <summary>The text of <c>documentation</c>, for people.</summary>
    public string? Documentation { get; } = head.Documentation;

    /// <summary>Ids of the sequence flows that end here, in the document order of the flows. The flows decide, not the
    /// <c>incoming</c> elements of the node, which tools leave out or forget.</summary>
    public IReadOnlyList<string> Incoming { get; } = head.Incoming;

    /// <summary>Ids of the sequence flows that begin here, in the document order of the flows.</summary>
    public IReadOnlyList<string> Outgoing { get; } = head.Outgoing;

    public NodeExtensions Extensions { get; } = head.Extensions;

    /// <summary>The line of the element in its resource, from 1.</summary>
    public int Line { get; } = head.Line;

    public int Column { get; } = head.Column;
}

/// <summary>An element where a flow node is expected, of a kind that BPMN or this reader does not know.</summary>
public sealed class UnknownFlowNode(FlowNodeHead head) : FlowNode(head);
