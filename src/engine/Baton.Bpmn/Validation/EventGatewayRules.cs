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
        if (gateway.Instantiate)
        {
            CheckStart(gateway, targets, scope, findings);
        }
    }

    private static void CheckStart(EventBasedGateway gateway, List<FlowNode> targets, ScopeView scope, Findings findings)
    {
        if (!scope.IsProcess)
        {
            string message =
                $"{Findings.The(gateway)} is to start instances (instantiate), but stands in a sub-process. Move it to the process, or remove the attribute.";
            findings.Error(DiagnosticCodes.EventGatewayStart, gateway, message);
        }
        else if (gateway.Incoming.Count > 0)
        {
            string message =
                $"{Findings.The(gateway)} is to start instances (instantiate) and has the incoming flow '{gateway.Incoming[0]}'. Remove the flow, or the attribute.";
            findings.Error(DiagnosticCodes.EventGatewayStart, gateway, message);
        }
        foreach (FlowNode target in targets.Where(target => target is Event { EventDefinitions.Count: > 1, IsParallelMultiple: true }))
        {
            string message =
                $"{Findings.The(target)} waits for all of its events to start an instance, but no instance is there to remember those that have occurred. Start by one of them and wait for the others behind it.";
            findings.Error(DiagnosticCodes.EventGatewayStart, target, message);
        }
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
