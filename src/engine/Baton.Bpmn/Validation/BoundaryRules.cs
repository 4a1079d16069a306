namespace Baton.Bpmn.Validation;

/// <summary>Boundary events sit on an activity of their own scope and can be told apart.</summary>
internal static class BoundaryRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        List<BoundaryEvent> boundaries = [.. scope.Container.Nodes.OfType<BoundaryEvent>()];
        foreach (BoundaryEvent boundary in boundaries)
        {
            CheckOne(boundary, scope, findings);
        }
        foreach (IGrouping<string, BoundaryEvent> ofOne in boundaries.GroupBy(boundary => boundary.AttachedToRef, StringComparer.Ordinal))
        {
            CheckSameTrigger(ofOne, findings);
        }
    }

    private static void CheckOne(BoundaryEvent boundary, ScopeView scope, Findings findings)
    {
        FlowNode? host = scope.Node(boundary.AttachedToRef);
        if (host is not Activity || host is SubProcess { TriggeredByEvent: true })
        {
            string what = host is null ? "which is not in its sub-process or process" : "which is not an activity";
            string reference =
                boundary.AttachedToRef.Length == 0 ? "nothing (attachedToRef is missing)" : $"'{boundary.AttachedToRef}', {what}";
            string message = $"{Findings.The(boundary)} is attached to {reference}. Attach it to a task, sub-process or call activity.";
            findings.Error(DiagnosticCodes.BoundaryAttachedMissing, boundary, message);
        }
        if (boundary.Incoming.Count > 0)
        {
            string message =
                $"{Findings.The(boundary)} has the incoming flow '{boundary.Incoming[0]}', but is reached only by its event. Lead the flow to the element behind it.";
            findings.Error(DiagnosticCodes.BoundaryWithIncoming, boundary, message);
        }
        if (boundary.EventDefinition is null)
        {
            string message =
                $"{Findings.The(boundary)} waits for nothing. Give it a timer, message, signal, error, escalation or condition.";
            findings.Error(DiagnosticCodes.BoundaryWithoutDefinition, boundary, message);
        }
        if (!boundary.CancelActivity && boundary.EventDefinitions.Any(each => each is ErrorEventDefinition))
        {
            string message = $"{Findings.The(boundary)} catches an error, which always interrupts. Make it interrupting (cancelActivity).";
            findings.Error(DiagnosticCodes.BoundaryCannotBeNonInterrupting, boundary, message);
        }
        if (boundary.EventDefinition is CompensateEventDefinition)
        {
            CheckCompensation(boundary, scope, findings);
        }
    }

    private static void CheckCompensation(BoundaryEvent boundary, ScopeView scope, Findings findings)
    {
        int handlers = scope
            .Container.Associations.Where(association => association.SourceRef == boundary.Id)
            .Select(association => scope.Node(association.TargetRef))
            .Count(node => node is Activity { IsForCompensation: true });
        if (handlers != 1)
        {
            string message =
                $"{Findings.The(boundary)} has {handlers} compensation handlers. Tie it by an association to exactly one activity that is marked for compensation.";
            findings.Error(DiagnosticCodes.CompensationHandlerMissing, boundary, message);
        }
    }

    private static void CheckSameTrigger(IGrouping<string, BoundaryEvent> boundaries, Findings findings)
    {
        IEnumerable<IGrouping<string, BoundaryEvent>> groups = boundaries
            .SelectMany(boundary => boundary.EventDefinitions.Select(each => (Boundary: boundary, Trigger: Trigger(each))))
            .Where(each => each.Trigger is not null)
            .GroupBy(each => each.Trigger!, each => each.Boundary, StringComparer.Ordinal);
        foreach (IGrouping<string, BoundaryEvent> same in groups)
        {
            foreach (BoundaryEvent second in same.Skip(1))
            {
                string message =
                    $"{Findings.The(second)} waits for the same {same.Key} as '{same.First().Id}' on '{boundaries.Key}'. Keep one or use different names or codes.";
                findings.Error(DiagnosticCodes.SeveralBoundariesWithSameTrigger, second, message);
            }
        }
    }

    private static string? Trigger(EventDefinition? definition) =>
        definition switch
        {
            MessageEventDefinition { Message.Name: { } name } => $"message '{name}'",
            SignalEventDefinition { Signal.Name: { } name } => $"signal '{name}'",
            ErrorEventDefinition error => error.Error?.ErrorCode is { } code ? $"error code '{code}'" : "error (any)",
            EscalationEventDefinition escalation => escalation.Escalation?.EscalationCode is { } code
                ? $"escalation code '{code}'"
                : "escalation (any)",
            CompensateEventDefinition => "compensation",
            CancelEventDefinition => "cancellation",
            _ => null,
        };
}
