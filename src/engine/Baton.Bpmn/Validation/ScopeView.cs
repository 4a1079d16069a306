namespace Baton.Bpmn.Validation;

/// <summary>One scope with what the rules look up in it. With equal ids the first element counts.</summary>
internal sealed class ScopeView
{
    private readonly Dictionary<string, FlowNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SequenceFlow> _flows = new(StringComparer.Ordinal);
    private readonly ILookup<string, SequenceFlow> _outgoing;
    private readonly IReadOnlySet<string> _nodesOfProcess;

    public ScopeView(IFlowElementsContainer container, IReadOnlySet<string> nodesOfProcess)
    {
        Container = container;
        _nodesOfProcess = nodesOfProcess;
        _outgoing = container.SequenceFlows.ToLookup(flow => flow.SourceRef, StringComparer.Ordinal);
        foreach (FlowNode node in container.Nodes)
        {
            _nodes.TryAdd(node.Id, node);
        }
        foreach (SequenceFlow flow in container.SequenceFlows)
        {
            _flows.TryAdd(flow.Id, flow);
        }
    }

    public IFlowElementsContainer Container { get; }

    public bool IsProcess => Container is BpmnProcess;

    public bool IsEventSubProcess => Container is SubProcess { TriggeredByEvent: true };

    /// <summary>Whether the node begins instances of a process: a start event, or an event behind a gateway that starts instances.</summary>
    public bool StartsInstances(FlowNode node) =>
        IsProcess
        && node switch
        {
            StartEvent => true,
            IntermediateCatchEvent => SourcesOf(node).Any(source => source is EventBasedGateway { Instantiate: true }),
            _ => false,
        };

    public FlowNode? Node(string id) => id.Length > 0 ? _nodes.GetValueOrDefault(id) : null;

    public SequenceFlow? Flow(string id) => id.Length > 0 ? _flows.GetValueOrDefault(id) : null;

    /// <summary>Whether the process has such a node in another scope.</summary>
    public bool IsInAnotherScope(string nodeId) => nodeId.Length > 0 && !_nodes.ContainsKey(nodeId) && _nodesOfProcess.Contains(nodeId);

    public IEnumerable<SequenceFlow> OutgoingOf(FlowNode node) => node.Id.Length > 0 ? _outgoing[node.Id] : [];

    private IEnumerable<FlowNode> SourcesOf(FlowNode node) =>
        node.Incoming.Select(Flow).OfType<SequenceFlow>().Select(flow => Node(flow.SourceRef)).OfType<FlowNode>();

    /// <summary>Whether both stand behind the same node.</summary>
    public bool ShareGateway(FlowNode one, FlowNode other) => SourcesOf(one).Intersect(SourcesOf(other)).Any();

    public IEnumerable<FlowNode> TargetsOf(FlowNode node) => OutgoingOf(node).Select(flow => Node(flow.TargetRef)).OfType<FlowNode>();
}
