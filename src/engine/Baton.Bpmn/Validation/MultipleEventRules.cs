namespace Baton.Bpmn.Validation;

/// <summary>What may stand together in an event with several definitions.</summary>
internal static class MultipleEventRules
{
    public static void Check(FlowNode node, ScopeView scope, Findings findings)
    {
        if (node is not Event { EventDefinitions.Count: > 1 } multiple)
        {
            return;
        }
        bool throws = node is EndEvent or IntermediateThrowEvent;
        foreach (EventDefinition definition in multiple.EventDefinitions.Where(each => !IsAllowed(each, throws)))
        {
            string allowed = throws
                ? "messages, signals, errors, escalations and compensation"
                : "timers, messages, signals, conditions, errors and escalations";
            string message =
                $"{Findings.The(node)} has several event definitions, of which one is no event of its own kind. Among several, only {allowed} may stand.";
            findings.Error(DiagnosticCodes.MultipleEventDefinitions, node.Id, definition.Line, definition.Column, message);
        }
        if (multiple.IsParallelMultiple && (node is StartEvent && scope.IsProcess))
        {
            string message =
                $"{Findings.The(node)} waits for all of its events to start an instance, but no instance is there to remember those that have occurred. Start by one of them and wait for the others behind it.";
            findings.Error(DiagnosticCodes.MultipleEventDefinitions, node, message);
        }
        bool catchesThrown = multiple.EventDefinitions.Any(each => each is ErrorEventDefinition or EscalationEventDefinition);
        if (multiple.IsParallelMultiple && catchesThrown)
        {
            string message =
                $"{Findings.The(node)} waits for all of its events, among them an error or escalation, which cannot wait for others. Draw an event of its own for it.";
            findings.Error(DiagnosticCodes.MultipleEventDefinitions, node, message);
        }
    }

    private static bool IsAllowed(EventDefinition definition, bool throws) =>
        definition switch
        {
            MessageEventDefinition or SignalEventDefinition or ErrorEventDefinition or EscalationEventDefinition => true,
            TimerEventDefinition or ConditionalEventDefinition => !throws,
            CompensateEventDefinition => throws,
            _ => false,
        };
}
