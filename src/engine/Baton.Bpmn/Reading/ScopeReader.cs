using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>What a process or sub-process directly contains.</summary>
internal sealed record ScopeContent(
    IReadOnlyList<FlowNode> Nodes,
    IReadOnlyList<SequenceFlow> SequenceFlows,
    IReadOnlyList<Association> Associations,
    IReadOnlyList<DataObject> DataObjects
);

/// <summary>Reads the content of a process or sub-process.</summary>
internal static class ScopeReader
{
    /// <summary>Children of a scope that are no flow nodes and mean nothing to the flow; they stay in the XML.</summary>
    private static readonly HashSet<string> PassedOver = new(StringComparer.Ordinal)
    {
        "documentation",
        "extensionElements",
        "auditing",
        "monitoring",
        "property",
        "laneSet",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "artifact",
        "association",
        "group",
        "textAnnotation",
        "sequenceFlow",
        "incoming",
        "outgoing",
        "ioSpecification",
        "ioBinding",
        "dataInputAssociation",
        "dataOutputAssociation",
        "resourceRole",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "correlationSubscription",
        "supportedInterfaceRef",
        "supports",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
        "completionCondition",
    };

    public static ScopeContent Read(XElement scope, RootElements roots)
    {
        List<SequenceFlow> flows = [.. scope.Elements(Names.Bpmn + "sequenceFlow").Select(ReadFlow)];
        ILookup<string, string> incoming = flows.ToLookup(flow => flow.TargetRef, flow => flow.Id, StringComparer.Ordinal);
        ILookup<string, string> outgoing = flows.ToLookup(flow => flow.SourceRef, flow => flow.Id, StringComparer.Ordinal);
        var nodes = new List<FlowNode>();
        foreach (XElement child in scope.Elements())
        {
            if (child.Name.Namespace != Names.Bpmn || PassedOver.Contains(child.Name.LocalName))
            {
                continue;
            }
            string id = child.Text("id") ?? "";
            var head = new FlowNodeHead
            {
                Id = id,
                Name = child.NonBlank("name"),
                ElementName = child.Name.LocalName,
                Documentation = child.ChildText(Names.Bpmn + "documentation"),
                Incoming = [.. incoming[id]],
                Outgoing = [.. outgoing[id]],
                Extensions = ExtensionsReader.Read(child),
                Line = child.LineOf(),
                Column = child.ColumnOf(),
            };
            nodes.Add(NodeReader.Read(child, head, roots));
        }
        List<Association> associations = [.. scope.Elements(Names.Bpmn + "association").Select(ReadAssociation)];
        return new ScopeContent(nodes, flows, associations, [.. scope.Elements(Names.Bpmn + "dataObject").SelectMany(ReadDataObject)]);
    }

    private static IEnumerable<DataObject> ReadDataObject(XElement element)
    {
        if (element.Extension(Names.Baton + "variable") is { } variable)
        {
            string name = variable.NonBlank("name") ?? element.NonBlank("name") ?? "";
            yield return new DataObject(element.Text("id") ?? "", name, variable.NonBlank("value"), element.LineOf(), element.ColumnOf());
        }
    }

    private static SequenceFlow ReadFlow(XElement element) =>
        new()
        {
            Id = element.Text("id") ?? "",
            Name = element.NonBlank("name"),
            SourceRef = element.Text("sourceRef") ?? "",
            TargetRef = element.Text("targetRef") ?? "",
            ConditionExpression = element.ChildText(Names.Bpmn + "conditionExpression"),
            Line = element.LineOf(),
            Column = element.ColumnOf(),
        };

    private static Association ReadAssociation(XElement element) =>
        new(element.Text("id") ?? "", element.Text("sourceRef") ?? "", element.Text("targetRef") ?? "");
}
