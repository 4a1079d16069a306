using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>Reads what an event waits for or throws, whether written inside the event or shared by reference.</summary>
internal static class EventDefinitionReader
{
    public static IReadOnlyList<EventDefinition> ReadAll(XElement eventElement, RootElements roots)
    {
        var definitions = new List<EventDefinition>();
        foreach (XElement child in eventElement.Elements())
        {
            if (child.Name == Names.Bpmn + "eventDefinitionRef")
            {
                if (roots.EventDefinition(child.Value.Trim()) is { } shared)
                {
                    definitions.Add(Read(shared, roots));
                }
            }
            else if (child.Name.Namespace == Names.Bpmn && child.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
            {
                definitions.Add(Read(child, roots));
            }
        }
        return definitions;
    }

    private static EventDefinition Read(XElement element, RootElements roots)
    {
        EventDefinition definition = element.Name.LocalName switch
        {
            "timerEventDefinition" => ReadTimer(element),
            "messageEventDefinition" => new MessageEventDefinition(roots.Message(element.NonBlank("messageRef")))
            {
                MessageRef = element.NonBlank("messageRef"),
            },
            "errorEventDefinition" => new ErrorEventDefinition(roots.Error(element.NonBlank("errorRef")))
            {
                ErrorRef = element.NonBlank("errorRef"),
            },
            "signalEventDefinition" => new SignalEventDefinition(roots.Signal(element.NonBlank("signalRef")))
            {
                SignalRef = element.NonBlank("signalRef"),
            },
            "escalationEventDefinition" => new EscalationEventDefinition(roots.Escalation(element.NonBlank("escalationRef")))
            {
                EscalationRef = element.NonBlank("escalationRef"),
            },
            "terminateEventDefinition" => new TerminateEventDefinition(),
            "compensateEventDefinition" => new CompensateEventDefinition(element.NonBlank("activityRef")),
            "conditionalEventDefinition" => ReadConditional(element),
            "linkEventDefinition" => new LinkEventDefinition(element.NonBlank("name") ?? ""),
            "cancelEventDefinition" => new CancelEventDefinition(),
            _ => new UnknownEventDefinition(element.Name.LocalName),
        };
        return definition with { Line = element.LineOf(), Column = element.ColumnOf() };
    }

    private static TimerEventDefinition ReadTimer(XElement element)
    {
        var given = new List<TimerEventDefinition>();
        foreach (
            (string name, TimerKind kind) in new[]
            {
                ("timeDate", TimerKind.Date),
                ("timeDuration", TimerKind.Duration),
                ("timeCycle", TimerKind.Cycle),
            }
        )
        {
            given.AddRange(element.Elements(Names.Bpmn + name).Select(child => new TimerEventDefinition(kind, child.Value.Trim())));
        }
        int filled = given.Count(timer => timer.Expression.Length > 0);
        TimerEventDefinition first = given.Find(timer => timer.Expression.Length > 0) ?? new TimerEventDefinition(TimerKind.Duration, "");
        return first with { GivenExpressions = filled };
    }

    private static ConditionalEventDefinition ReadConditional(XElement element)
    {
        ConditionalFilter? filter = null;
        if (element.Extension(Names.Zeebe + "conditionalFilter") is { } written)
        {
            filter = new ConditionalFilter(Split(written.NonBlank("variableEvents")), Split(written.NonBlank("variableNames")));
        }
        return new ConditionalEventDefinition(element.ChildText(Names.Bpmn + "condition") ?? "", filter);
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
