namespace Baton.Bpmn;

/// <summary>What holds flow nodes and sequence flows: a process or a sub-process (BPMN 2.0, 8.3.8).</summary>
public interface IFlowElementsContainer
{
    string Id { get; }

    /// <summary>The direct children in document order.</summary>
    IReadOnlyList<FlowNode> Nodes { get; }

    IReadOnlyList<SequenceFlow> SequenceFlows { get; }

    /// <summary>Associations; a compensation boundary event finds its handler by one.</summary>
    IReadOnlyList<Association> Associations { get; }

    /// <summary>Data objects that are variables of the scope.</summary>
    IReadOnlyList<DataObject> DataObjects { get; }

    int Line { get; }

    int Column { get; }
}

/// <summary>
/// A data object whose <c>baton:variable</c> makes it a variable of the scope it stands in; others are drawings. <see cref="Value"/> is raw text.
/// </summary>
public sealed record DataObject(string Id, string Variable, string? Value, int Line, int Column);

/// <summary>Walks over the nested scopes of a process.</summary>
public static class FlowElementsContainers
{
    /// <summary>The scope itself and every sub-process in it, outer before inner, in document order.</summary>
    public static IEnumerable<IFlowElementsContainer> Scopes(this IFlowElementsContainer container)
    {
        yield return container;
        foreach (SubProcess inner in container.Nodes.OfType<SubProcess>())
        {
            foreach (IFlowElementsContainer scope in inner.Scopes())
            {
                yield return scope;
            }
        }
    }

    /// <summary>The flow nodes of the scope and of every sub-process in it; a sub-process comes before its children.</summary>
    public static IEnumerable<FlowNode> AllNodes(this IFlowElementsContainer container)
    {
        foreach (FlowNode node in container.Nodes)
        {
            yield return node;
            if (node is SubProcess inner)
            {
                foreach (FlowNode child in inner.AllNodes())
                {
                    yield return child;
                }
            }
        }
    }

    /// <summary>The sequence flows of the scope and of every sub-process in it.</summary>
    public static IEnumerable<SequenceFlow> AllSequenceFlows(this IFlowElementsContainer container) =>
        container.Scopes().SelectMany(scope => scope.SequenceFlows);
}
