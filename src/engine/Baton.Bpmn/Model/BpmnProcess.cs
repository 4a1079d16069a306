namespace Baton.Bpmn;

/// <summary>A process: the outermost scope of flow nodes (BPMN 2.0, 10.2).</summary>
public sealed class BpmnProcess : IFlowElementsContainer
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Processes that are not executable are drawings; a deployment passes over them.</summary>
    public required bool IsExecutable { get; init; }

    /// <summary>The text of <c>zeebe:versionTag</c>.</summary>
    public string? VersionTag { get; init; }

    /// <summary>The direct children in document order; those of sub-processes are in <see cref="SubProcess.Nodes"/>.</summary>
    public required IReadOnlyList<FlowNode> Nodes { get; init; }

    public required IReadOnlyList<SequenceFlow> SequenceFlows { get; init; }

    public required IReadOnlyList<Association> Associations { get; init; }

    public required IReadOnlyList<DataObject> DataObjects { get; init; }

    /// <summary>Properties, listeners and Baton's own extensions of the process itself.</summary>
    public required NodeExtensions Extensions { get; init; }

    /// <summary>Forms embedded in the process (<c>zeebe:userTaskForm</c>), by id.</summary>
    public required IReadOnlyDictionary<string, string> EmbeddedForms { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }
}
