using System.Xml.Linq;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>
/// Turns a BPMN file of Camunda 7 into one that Baton reads: extensions in the zeebe dialect, JUEL as FEEL. What cannot be said the same way is
/// reported and never guessed.
/// </summary>
internal static class ProcessConversion
{
    private static readonly string[] ForPrograms = ["serviceTask", "sendTask", "businessRuleTask"];

    /// <summary>They change when a transaction ends or what is kept of it, and nothing that a process does.</summary>
    private static readonly HashSet<string> Harmless =
    [
        "asyncBefore",
        "asyncAfter",
        "async",
        "exclusive",
        "jobPriority",
        "historyTimeToLive",
        "isStartableInTasklist",
        "diagramRelationId",
        "modelerTemplate",
        "modelerTemplateVersion",
        "modelerTemplateIcon",
    ];

    /// <summary>True where the file was drawn for Camunda 7.</summary>
    public static bool IsForeign(XElement root) =>
        root.Name == BpmnXml + "definitions"
        && (
            root.DescendantsAndSelf()
                .Any(one => one.Name.Namespace == Camunda || one.Attributes().Any(each => each.Name.Namespace == Camunda))
            || (string?)root.Attribute(Modeler + "executionPlatform") == "Camunda Platform"
        );

    /// <summary>Changes the document.</summary>
    public static List<ConversionNote> Convert(XElement root)
    {
        var notes = new List<ConversionNote>();
        root.SetAttributeValue(XNamespace.Xmlns + "zeebe", Zeebe.NamespaceName);
        root.SetAttributeValue(XNamespace.Xmlns + "modeler", Modeler.NamespaceName);
        root.SetAttributeValue(Modeler + "executionPlatform", "Camunda Cloud");
        root.SetAttributeValue(Modeler + "executionPlatformVersion", "8.7.0");
        foreach (var xml in root.Descendants().Where(one => one.Name.Namespace == BpmnXml).ToList())
            Convert(new Element(xml, notes), notes);
        Events.CorrelationKeys(root, notes);
        LeftOvers(root, notes);
        return notes;
    }

    private static void Convert(Element element, List<ConversionNote> notes)
    {
        switch (element.Kind)
        {
            case "process":
                Process(element);
                break;
            case "userTask":
                UserTasks.Convert(element);
                break;
            case "businessRuleTask" when element.Xml.Attribute(Camunda + "decisionRef") is not null:
                Calls.Decision(element);
                break;
            case var kind when ForPrograms.Contains(kind, StringComparer.Ordinal):
                Jobs.Convert(element, element);
                if (!element.Xml.Elements(BpmnXml + "extensionElements").Elements(Zeebe + "taskDefinition").Any())
                    element.ToDo("no-implementation", element.Kind);
                break;
            case "scriptTask":
                Script(element);
                break;
            case "callActivity":
                Calls.Process(element);
                break;
            case "sequenceFlow" when element.Xml.Element(BpmnXml + "conditionExpression") is { } condition:
                Conditions.Convert(element, condition, "condition");
                break;
            case "multiInstanceLoopCharacteristics":
                Loops.Convert(new(element.Xml.Parent!, notes), element);
                break;
            case var kind when kind.EndsWith("Event", StringComparison.Ordinal):
                Events.Convert(element, notes);
                break;
        }
        Common(element);
    }

    private static void Process(Element process)
    {
        if (process.Take("versionTag") is { } tag)
        {
            process.Says("versionTag", ("value", tag));
            process.Converted($"versionTag = {tag}", "zeebe:versionTag");
        }
        foreach (var name in new[] { "candidateStarterGroups", "candidateStarterUsers" })
        {
            if (process.Take(name) is { } starters)
                process.ToDo("starters", starters);
        }
    }

    private static void Script(Element task)
    {
        var format = ((string?)task.Xml.Attribute("scriptFormat"))?.ToUpperInvariant();
        var result = task.Take("resultVariable");
        var resource = task.Take("resource");
        var script = task.Xml.Element(BpmnXml + "script")?.Value.Trim() ?? "";
        var feel =
            format == "FEEL" && script.Length > 0 ? "=" + script
            : format == "JUEL" && Juel.JuelTemplate.Convert(script) is { WasExpression: true, Value: { } said } ? said
            : null;
        if (feel is null || resource is not null)
        {
            task.ToDo(
                "script",
                resource ?? $"{task.Xml.Attribute("scriptFormat")?.Value}: {(script.Length > 200 ? script[..200] + "…" : script)}"
            );
            return;
        }
        task.Xml.Element(BpmnXml + "script")?.Remove();
        task.Xml.Attribute("scriptFormat")?.Remove();
        task.Says("script", ("expression", feel), ("resultVariable", result ?? "scriptResult"));
        task.Converted($"script = {script}", feel);
    }

    private static void Common(Element element)
    {
        Mappings.Convert(element);
        Jobs.Retries(element);
        foreach (var properties in element.TakeAll("properties"))
        {
            foreach (var property in properties.Elements(Camunda + "property"))
            {
                var (name, value) = ((string?)property.Attribute("name") ?? "", (string?)property.Attribute("value") ?? "");
                element
                    .Says("properties")
                    .Add(new XElement(Zeebe + "property", new XAttribute("name", name), new XAttribute("value", value)));
                element.Converted($"property {name} = {value}", "zeebe:property");
            }
        }
        foreach (var kind in new[] { "executionListener", "taskListener" })
        {
            foreach (var listener in element.TakeAll(kind))
                element.ToDo(
                    "listener",
                    $"{(string?)listener.Attribute("event")}: "
                        + (
                            (string?)listener.Attribute("class")
                            ?? (string?)listener.Attribute("delegateExpression")
                            ?? (string?)listener.Attribute("expression")
                            ?? listener.Element(Camunda + "script")?.Value.Trim()
                        )
                );
        }
    }

    /// <summary>What nobody knew is taken out and told.</summary>
    private static void LeftOvers(XElement root, List<ConversionNote> notes)
    {
        foreach (var xml in root.DescendantsAndSelf().ToList())
        {
            if (xml.Name.Namespace == Camunda)
            {
                if (xml.Parent is { } parent && parent.Name.Namespace != Camunda)
                {
                    new Element(Owner(parent), notes).ToDo("unknown", xml.Name.LocalName);
                    xml.Remove();
                }
                continue;
            }
            foreach (var attribute in xml.Attributes().Where(one => one.Name.Namespace == Camunda).ToList())
            {
                var isHarmless = Harmless.Contains(attribute.Name.LocalName);
                new Element(Owner(xml), notes).Note(
                    isHarmless ? ConversionVerdict.Dropped : ConversionVerdict.ToDo,
                    isHarmless ? "dropped" : "unknown",
                    $"{attribute.Name.LocalName} = {attribute.Value}"
                );
                attribute.Remove();
            }
        }
        foreach (var empty in root.Descendants(BpmnXml + "extensionElements").Where(one => !one.HasElements).ToList())
            empty.Remove();
        foreach (
            var declaration in root.DescendantsAndSelf()
                .Attributes()
                .Where(one => one.IsNamespaceDeclaration && one.Value == Camunda.NamespaceName)
                .ToList()
        )
            declaration.Remove();
    }

    /// <summary>The next element around it that people know.</summary>
    private static XElement Owner(XElement xml) =>
        xml.AncestorsAndSelf()
            .FirstOrDefault(one =>
                one.Name.Namespace == BpmnXml
                && one.Attribute("id") is not null
                && !one.Name.LocalName.EndsWith("Definition", StringComparison.Ordinal)
            )
        ?? xml;
}
