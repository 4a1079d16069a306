using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Baton.Bpmn;

namespace Baton.Desk.Versions.Differences;

/// <summary>A BPMN file as a set of things that can be compared with those of another one.</summary>
internal sealed class ProcessShape
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace DdDi = "http://www.omg.org/spec/DD/20100524/DI";

    private readonly Dictionary<string, ShapeElement> _byId = new(StringComparer.Ordinal);

    /// <summary>False where the text is no BPMN; then there is nothing in it.</summary>
    public bool IsReadable { get; private init; }

    /// <summary>Everything in document order, flows after the nodes of their scope.</summary>
    public List<ShapeElement> Elements { get; } = [];

    /// <summary>Where each thing stands in the drawing: left, top, width and height of a node, the points of a line.</summary>
    public Dictionary<string, double[]> Drawing { get; } = new(StringComparer.Ordinal);

    public ShapeElement? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    public static ProcessShape Read(string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        if (BpmnReader.Read(stream, "model.bpmn").Definitions is not { } definitions)
            return new();
        var shape = new ProcessShape { IsReadable = true };
        foreach (var process in definitions.Processes)
        {
            shape.Add(new(process.Id, "process", process.Name, null, [.. ElementFacts.Of(process)]));
            foreach (var scope in process.Scopes())
                shape.AddScope(scope, scope == process ? null : scope.Id);
        }
        shape.AddArtifacts(definitions.Source.Root!);
        shape.ReadDrawing(definitions.Source.Root!);
        return shape;
    }

    private void AddScope(IFlowElementsContainer scope, string? scopeId)
    {
        var flows = scope.SequenceFlows.ToLookup(flow => flow.TargetRef, StringComparer.Ordinal);
        var leaving = scope.SequenceFlows.ToLookup(flow => flow.SourceRef, StringComparer.Ordinal);
        foreach (var node in scope.Nodes)
        {
            IEnumerable<Fact> place = scopeId is null ? [] : [new Fact(PropertyCodes.Scope, null, scopeId, true)];
            Add(
                new(node.Id, Kind(node), node.Name, scopeId, [.. place, .. ElementFacts.Of(node)])
                {
                    Before = [.. flows[node.Id].Select(flow => flow.SourceRef)],
                    Behind = [.. leaving[node.Id].Select(flow => flow.TargetRef)],
                    AttachedTo = (node as BoundaryEvent)?.AttachedToRef,
                }
            );
        }
        foreach (var flow in scope.SequenceFlows)
        {
            Add(
                new(flow.Id, ShapeElement.Flow, flow.Name, scopeId, [.. ElementFacts.Of(flow)])
                {
                    Before = [flow.SourceRef],
                    Behind = [flow.TargetRef],
                }
            );
        }
    }

    /// <summary>What is drawn beside the flow: the engine passes over it, people read it.</summary>
    private void AddArtifacts(XElement root)
    {
        foreach (var participant in root.Elements(Bpmn + "collaboration").Elements(Bpmn + "participant"))
            AddDrawn(participant, "participant", (string?)participant.Attribute("name"));
        foreach (var lane in root.Descendants(Bpmn + "lane"))
            AddDrawn(lane, "lane", (string?)lane.Attribute("name"));
        foreach (var annotation in root.Descendants(Bpmn + "textAnnotation"))
            AddDrawn(annotation, "textAnnotation", annotation.Element(Bpmn + "text")?.Value.Trim());
    }

    private void AddDrawn(XElement element, string kind, string? name)
    {
        if ((string?)element.Attribute("id") is { Length: > 0 } id)
            Add(new(id, kind, name, null, []));
    }

    private void Add(ShapeElement element)
    {
        if (element.Id.Length > 0 && _byId.TryAdd(element.Id, element))
            Elements.Add(element);
    }

    private void ReadDrawing(XElement root)
    {
        foreach (var shape in root.Descendants(Di + "BPMNShape"))
        {
            if ((string?)shape.Attribute("bpmnElement") is { } id && shape.Element(Dc + "Bounds") is { } bounds)
                Drawing[id] = [Number(bounds, "x"), Number(bounds, "y"), Number(bounds, "width"), Number(bounds, "height")];
        }
        foreach (var edge in root.Descendants(Di + "BPMNEdge"))
        {
            if ((string?)edge.Attribute("bpmnElement") is { } id)
                Drawing[id] = [.. edge.Elements(DdDi + "waypoint").SelectMany(one => new[] { Number(one, "x"), Number(one, "y") })];
        }
    }

    private static double Number(XElement element, string attribute) =>
        double.TryParse((string?)element.Attribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>The element, for events with what they are about.</summary>
    private static string Kind(FlowNode node) =>
        node switch
        {
            Event { EventDefinitions.Count: > 1 } => node.ElementName + ":multiple",
            Event => ElementKinds.Of(node).First(),
            SubProcess { TriggeredByEvent: true } => ElementKinds.EventSubProcess,
            _ => node.ElementName,
        };
}

/// <summary>One thing in a BPMN file.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Scope">The sub-process that it stands in; null for the process itself.</param>
/// <param name="Facts">What the model says of it.</param>
internal sealed record ShapeElement(string Id, string Kind, string? Name, string? Scope, IReadOnlyList<Fact> Facts)
{
    public const string Flow = "sequenceFlow";

    /// <summary>Ids of what comes right before it in the flow.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Ids of what comes right behind it in the flow.</summary>
    public IReadOnlyList<string> Behind { get; init; } = [];

    /// <summary>The activity that it is attached to.</summary>
    public string? AttachedTo { get; init; }

    public bool IsFlow => Kind == Flow;

    /// <summary>The element without what an event is about.</summary>
    public string BroadKind => Kind.Split(':')[0];

    public string Display => string.IsNullOrWhiteSpace(Name) ? Id : Name;
}
