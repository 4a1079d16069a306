using System.Text;
using Baton.Bpmn;

namespace Baton.Desk.Analysis.Traces;

/// <summary>An arrow of the drawing.</summary>
internal sealed record ShapeFlow(string Id, string From, string To);

/// <summary>An element of the drawing with the arrows at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As drawn; null where it has none.</param>
/// <param name="Choice">Whoever leaves it takes one of its arrows, not all.</param>
/// <param name="Joins">It waits for all that lead to it, or for those that will come.</param>
/// <param name="In">The arrows that end here.</param>
/// <param name="Out">The arrows that begin here.</param>
internal sealed record ShapeNode(
    string Id,
    string? Name,
    bool Choice,
    ShapeJoin Joins,
    IReadOnlyList<ShapeFlow> In,
    IReadOnlyList<ShapeFlow> Out
);

/// <summary>What an element with several arrows to it waits for.</summary>
internal enum ShapeJoin
{
    Nothing,
    All,
    Some,
}

/// <summary>The drawing of a version of a process as a graph: which way is there at all. Never changes.</summary>
internal sealed class ProcessShape
{
    private ProcessShape(IReadOnlyDictionary<string, ShapeNode> nodes, IReadOnlyList<ShapeFlow> flows) => (Nodes, Flows) = (nodes, flows);

    /// <summary>By their ids, those of sub-processes among them.</summary>
    public IReadOnlyDictionary<string, ShapeNode> Nodes { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ShapeFlow> Flows { get; }

    /// <summary>Reads the process of that id; null where the file has none.</summary>
    public static ProcessShape? Read(string xml, string processId)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        var process = BpmnReader
            .Read(content, processId)
            .Definitions?.Processes.FirstOrDefault(one => string.Equals(one.Id, processId, StringComparison.Ordinal));
        return process is null ? null : Of(process);
    }

    private static ProcessShape Of(BpmnProcess process)
    {
        List<ShapeFlow> flows = [.. process.AllSequenceFlows().Select(flow => new ShapeFlow(flow.Id, flow.SourceRef, flow.TargetRef))];
        var into = flows.ToLookup(flow => flow.To, StringComparer.Ordinal);
        var outOf = flows.ToLookup(flow => flow.From, StringComparer.Ordinal);
        var nodes = new Dictionary<string, ShapeNode>(StringComparer.Ordinal);
        foreach (var node in process.AllNodes())
        {
            nodes[node.Id] = new(
                node.Id,
                node.Name,
                node is ExclusiveGateway or EventBasedGateway,
                node switch
                {
                    ParallelGateway => ShapeJoin.All,
                    InclusiveGateway or ComplexGateway => ShapeJoin.Some,
                    _ => ShapeJoin.Nothing,
                },
                [.. into[node.Id]],
                [.. outOf[node.Id]]
            );
        }
        return new(nodes, flows);
    }
}
