namespace Baton.Bpmn.Validation;

/// <summary>How processes, sub-processes, event sub-processes and ad-hoc sub-processes begin.</summary>
internal static class StartRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        List<StartEvent> starts = [.. scope.Container.Nodes.OfType<StartEvent>()];
        switch (scope.Container)
        {
            case BpmnProcess process:
                CheckProcess(process, scope, starts, findings);
                break;
            case AdHocSubProcess adHoc:
                CheckAdHoc(adHoc, findings);
                break;
            case SubProcess { TriggeredByEvent: true } eventSubProcess:
                CheckEventSubProcess(eventSubProcess, starts, findings);
                break;
            case SubProcess subProcess:
                CheckSubProcess(subProcess, starts, findings);
                break;
        }
    }

    private static void CheckProcess(BpmnProcess process, ScopeView scope, List<StartEvent> starts, Findings findings)
    {
        if (starts.Count == 0 && !process.Nodes.Any(node => node is EventBasedGateway { Instantiate: true }))
        {
            findings.Error(DiagnosticCodes.StartMissing, process, $"{Findings.The(process)} has no start event. Draw one.");
        }
        foreach (StartEvent second in starts.Where(start => start.EventDefinition is null).Skip(1))
        {
            string message =
                $"{Findings.The(second)} is the second start event without a trigger in '{process.Id}', so it is not clear where to begin. Keep one.";
            findings.Error(DiagnosticCodes.SeveralNoneStarts, second, message);
        }
        foreach (StartEvent start in starts)
        {
            if (start.EventDefinitions.Any(each => each is ErrorEventDefinition or EscalationEventDefinition or CompensateEventDefinition))
            {
                string message =
                    $"{Findings.The(start)} begins a process by an error, escalation or compensation, which only an event sub-process can do. Use a message or signal.";
                findings.Error(DiagnosticCodes.EventNotAllowedHere, start, message);
            }
        }
        CheckSameTrigger(process, scope, findings);
    }

    private static void CheckSameTrigger(BpmnProcess process, ScopeView scope, Findings findings)
    {
        IEnumerable<IGrouping<string, Event>> groups = process
            .Nodes.OfType<Event>()
            .Where(scope.StartsInstances)
            .SelectMany(start => start.EventDefinitions.Select(each => (Start: start, Trigger: TriggerName(each))))
            .Where(each => each.Trigger is not null)
            .GroupBy(each => each.Trigger!, each => each.Start, StringComparer.Ordinal);
        foreach (IGrouping<string, Event> same in groups)
        {
            // Events behind one gateway are compared there.
            foreach (Event start in same.Skip(1).Where(start => start is StartEvent || !scope.ShareGateway(start, same.First())))
            {
                string message =
                    $"{Findings.The(start)} waits for the same {same.Key} as '{same.First().Id}' in '{process.Id}'. Start by one of them, or use different names.";
                findings.Error(DiagnosticCodes.StartsWithSameName, start, message);
            }
        }
    }

    private static string? TriggerName(EventDefinition? definition) =>
        definition switch
        {
            MessageEventDefinition { Message.Name: { } name } => $"message '{name}'",
            SignalEventDefinition { Signal.Name: { } name } => $"signal '{name}'",
            ConditionalEventDefinition { Condition: { Length: > 0 } condition } => $"condition '{condition}'",
            _ => null,
        };

    private static void CheckSubProcess(SubProcess subProcess, List<StartEvent> starts, Findings findings)
    {
        if (starts.Count != 1)
        {
            string message =
                $"{Findings.The((FlowNode)subProcess)} has {starts.Count} start events, but an embedded sub-process begins with exactly one. Keep or draw one.";
            findings.Error(DiagnosticCodes.StartOfSubProcess, (FlowNode)subProcess, message);
        }
        foreach (StartEvent start in starts.Where(start => start.EventDefinition is not null))
        {
            string message =
                $"{Findings.The(start)} has a trigger, but an embedded sub-process is begun by the flow. Remove the trigger or make it an event sub-process.";
            findings.Error(DiagnosticCodes.StartOfSubProcess, start, message);
        }
    }

    private static void CheckEventSubProcess(SubProcess subProcess, List<StartEvent> starts, Findings findings)
    {
        if (starts.Count != 1)
        {
            string message =
                $"{Findings.The((FlowNode)subProcess)} has {starts.Count} start events, but an event sub-process begins with exactly one. Keep or draw one.";
            findings.Error(DiagnosticCodes.StartOfEventSubProcess, (FlowNode)subProcess, message);
        }
        foreach (StartEvent start in starts)
        {
            if (start.EventDefinition is null)
            {
                string message =
                    $"{Findings.The(start)} has no trigger, so its event sub-process never begins. Give it a timer, message, signal, error, escalation or condition.";
                findings.Error(DiagnosticCodes.StartOfEventSubProcess, start, message);
            }
            if (!start.IsInterrupting && start.EventDefinitions.Any(each => each is ErrorEventDefinition))
            {
                string message = $"{Findings.The(start)} catches an error, which always interrupts. Make it interrupting.";
                findings.Error(DiagnosticCodes.StartOfEventSubProcess, start, message);
            }
        }
    }

    private static void CheckAdHoc(AdHocSubProcess adHoc, Findings findings)
    {
        if (!adHoc.Nodes.OfType<Activity>().Any())
        {
            string message = $"{Findings.The((FlowNode)adHoc)} has no activity. Put at least one into it.";
            findings.Error(DiagnosticCodes.AdHocEmpty, (FlowNode)adHoc, message);
        }
        foreach (FlowNode node in adHoc.Nodes.Where(node => node is StartEvent or EndEvent))
        {
            string message = $"{Findings.The(node)} stands in an ad-hoc sub-process, which has neither start nor end events. Remove it.";
            findings.Error(DiagnosticCodes.EventNotAllowedHere, node, message);
        }
    }
}
