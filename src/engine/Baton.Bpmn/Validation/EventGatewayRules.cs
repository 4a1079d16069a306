namespace Baton.Bpmn.Validation;

/// <summary>What may follow an event-based gateway.</summary>
internal static class EventGatewayRules
{
    public static void Check(FlowNode node, ScopeView scope, Findings findings)
    {
        if (node is not EventBasedGateway gateway)
        {
            return;
        }
        List<FlowNode> targets = [.. scope.TargetsOf(gateway).OrderBy(target => target.Line).ThenBy(target => target.Column)];
        if (gateway.Outgoing.Count < 2)
        {
            string message =
                $"{Findings.The(gateway)} has {gateway.Outgoing.Count} outgoing flows, but waits for the first of at least two events. Draw another event or remove the gateway.";
            findings.Error(DiagnosticCodes.EventGatewayTooFewTargets, gateway, message);
        }
        foreach (FlowNode target in targets)
        {
            CheckTarget(gateway, target, findings);
        }
        CheckNames(gateway, targets, findings);
    }

    private static void CheckTarget(EventBasedGateway gateway, FlowNode target, Findings findings)
    {
        bool waits =
            target is IntermediateCatchEvent
            {
                EventDefinition: TimerEventDefinition or MessageEventDefinition or SignalEventDefinition or ConditionalEventDefinition
            };
        if (!waits)
        {
            string message =
                $"{Findings.The(target)} follows the event-based gateway '{gateway.Id}', after which only message, timer, signal and conditional catch events may stand. Put such an event in between.";
            findings.Error(DiagnosticCodes.EventGatewayTarget, target, message);
        }
        else if (target.Incoming.Count > 1)
        {
            string message =
                $"{Findings.The(target)} follows the event-based gateway '{gateway.Id}' and has another incoming flow. Give that flow an event of its own.";
            findings.Error(DiagnosticCodes.EventGatewayTarget, target, message);
        }
    }

    private static void CheckNames(EventBasedGateway gateway, List<FlowNode> targets, Findings findings)
    {
        IEnumerable<IGrouping<string, FlowNode>> groups = targets
            .Distinct()
            .Where(target => Name(target) is not null)
            .GroupBy(target => Name(target)!, StringComparer.Ordinal);
        foreach (IGrouping<string, FlowNode> same in groups)
        {
            foreach (FlowNode second in same.Skip(1))
            {
                string message =
                    $"{Findings.The(second)} waits for the same {same.Key} as '{same.First().Id}' behind the event-based gateway '{gateway.Id}'. Keep one or use different names.";
                findings.Error(DiagnosticCodes.EventGatewaySameName, second, message);
            }
        }
    }

    private static string? Name(FlowNode target) =>
        (target as IntermediateCatchEvent)?.EventDefinition switch
        {
            MessageEventDefinition { Message.Name: { } name } => $"message '{name}'",
            SignalEventDefinition { Signal.Name: { } name } => $"signal '{name}'",
            _ => null,
        };
}
