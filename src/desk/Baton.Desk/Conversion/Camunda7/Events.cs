using System.Xml.Linq;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>What events wait for and throw.</summary>
internal static class Events
{
    private static readonly string[] Caught = ["startEvent", "intermediateCatchEvent", "boundaryEvent"];

    public static void Convert(Element happening, List<ConversionNote> notes)
    {
        if (happening.Kind == "startEvent")
        {
            UserTasks.Form(happening);
            if (happening.Take("initiator") is { } initiator)
                happening.ToDo("initiator", initiator);
        }
        foreach (
            var definition in happening
                .Xml.Elements()
                .Where(one => one.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
                .ToList()
        )
            Convert(happening, new Element(definition, notes));
    }

    private static void Convert(Element happening, Element definition)
    {
        switch (definition.Kind)
        {
            case "timerEventDefinition":
                foreach (
                    var time in definition
                        .Xml.Elements()
                        .Where(one => one.Name.LocalName.StartsWith("time", StringComparison.Ordinal))
                        .ToList()
                )
                    Conditions.ConvertValue(happening, time, time.Name.LocalName);
                break;
            case "messageEventDefinition" when !Caught.Contains(happening.Kind, StringComparer.Ordinal):
                Jobs.Convert(happening, definition);
                break;
            case "conditionalEventDefinition":
                Conditional(happening, definition);
                break;
            case "errorEventDefinition":
                foreach (var variable in new[] { "errorCodeVariable", "errorMessageVariable" })
                    Dropped(happening, definition, variable);
                break;
            case "escalationEventDefinition":
                Dropped(happening, definition, "escalationCodeVariable");
                break;
            case "signalEventDefinition":
                foreach (var passed in definition.TakeAll("in"))
                    happening.ToDo("signal-variables", (string?)passed.Attribute("source") ?? (string?)passed.Attribute("variables") ?? "");
                break;
        }
    }

    private static void Conditional(Element happening, Element definition)
    {
        if (definition.Xml.Element(BpmnXml + "condition") is { } condition)
            Conditions.Convert(happening, condition, "condition");
        var (names, events) = (definition.Take("variableName"), definition.Take("variableEvents"));
        if (names is null && events is null)
            return;
        var kept = events
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(one => one is "create" or "update")
            .ToList();
        definition.Says(
            "conditionalFilter",
            ("variableNames", names),
            ("variableEvents", kept is { Count: > 0 } ? string.Join(", ", kept) : null)
        );
        happening.Converted($"variableName = {names}, variableEvents = {events}", "conditionalFilter");
        if (events?.Contains("delete", StringComparison.Ordinal) == true)
            happening.ToDo("delete-event", events);
    }

    private static void Dropped(Element happening, Element definition, string attribute)
    {
        if (definition.Take(attribute) is { } variable)
            happening.ToDo("error-variable", $"{attribute} = {variable}");
    }

    /// <summary>Messages that events wait for within a process need a key by which they find their instance; Camunda 7 has none in the model.</summary>
    public static void CorrelationKeys(XElement root, List<ConversionNote> notes)
    {
        var waitedFor = root.Descendants()
            .Where(one =>
                one.Name == BpmnXml + "receiveTask"
                || (one.Name == BpmnXml + "messageEventDefinition" && one.Parent is { } owner && NeedsKey(owner))
            )
            .Select(one => (string?)one.Attribute("messageRef"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var message in root.Elements(BpmnXml + "message"))
        {
            var element = new Element(message, notes);
            var name = (string?)message.Attribute("name");
            if (name is not null && element.Value("name", name) is { } feel && feel != name)
            {
                message.SetAttributeValue("name", feel);
                element.Converted($"name = {name}", feel);
            }
            if (waitedFor.Contains(element.Id) && !message.Descendants(Zeebe + "subscription").Any())
                element.ToDo("correlation-key", name ?? element.Id ?? "");
        }
        foreach (var signal in root.Elements(BpmnXml + "signal"))
        {
            var element = new Element(signal, notes);
            if ((string?)signal.Attribute("name") is { } name && element.Value("name", name) is { } feel && feel != name)
            {
                signal.SetAttributeValue("name", feel);
                element.Converted($"name = {name}", feel);
            }
        }
    }

    /// <summary>What starts a process needs none.</summary>
    private static bool NeedsKey(XElement owner) =>
        owner.Name == BpmnXml + "intermediateCatchEvent"
        || owner.Name == BpmnXml + "boundaryEvent"
        || (owner.Name == BpmnXml + "startEvent" && owner.Parent?.Name != BpmnXml + "process");
}
