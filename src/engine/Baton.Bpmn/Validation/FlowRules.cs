namespace Baton.Bpmn.Validation;

/// <summary>Sequence flows lead from somewhere to somewhere in one scope, and choices are decidable.</summary>
internal static class FlowRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        foreach (SequenceFlow flow in scope.Container.SequenceFlows)
        {
            CheckEnds(flow, scope, findings);
            CheckCondition(flow, scope, findings);
        }
        foreach (FlowNode node in scope.Container.Nodes)
        {
            switch (node)
            {
                case ExclusiveGateway exclusive:
                    CheckChoice(exclusive, exclusive.Default, scope, findings);
                    break;
                case InclusiveGateway inclusive:
                    CheckChoice(inclusive, inclusive.Default, scope, findings);
                    break;
                case ComplexGateway complex:
                    CheckDefault(complex, complex.Default, scope, findings);
                    CheckActivation(complex, findings);
                    break;
            }
        }
    }

    private static void CheckEnds(SequenceFlow flow, ScopeView scope, Findings findings)
    {
        FlowNode? source = scope.Node(flow.SourceRef);
        FlowNode? target = scope.Node(flow.TargetRef);
        if (source is null)
        {
            CheckMissingEnd(flow, flow.SourceRef, "source", DiagnosticCodes.FlowSourceMissing, scope, findings);
        }
        if (target is null)
        {
            CheckMissingEnd(flow, flow.TargetRef, "target", DiagnosticCodes.FlowTargetMissing, scope, findings);
        }
        if (target is StartEvent)
        {
            string message =
                $"{Findings.The(flow)} leads into the start event '{target.Id}'. Lead it to the element behind the start event.";
            findings.Error(DiagnosticCodes.FlowIntoStart, flow, message);
        }
        if (source is EndEvent)
        {
            string message =
                $"{Findings.The(flow)} leaves the end event '{source.Id}'. Replace the end event by an intermediate event or remove the flow.";
            findings.Error(DiagnosticCodes.FlowOutOfEnd, flow, message);
        }
        foreach (FlowNode end in new[] { source, target }.Where(node => node is SubProcess { TriggeredByEvent: true }).OfType<FlowNode>())
        {
            string message =
                $"{Findings.The(flow)} touches the event sub-process '{end.Id}', which is reached only by its event. Remove the flow.";
            findings.Error(DiagnosticCodes.FlowTouchesEventSubProcess, flow, message);
        }
    }

    private static void CheckMissingEnd(SequenceFlow flow, string reference, string end, string code, ScopeView scope, Findings findings)
    {
        if (scope.IsInAnotherScope(reference))
        {
            string message =
                $"{Findings.The(flow)} has its {end} '{reference}' in another sub-process. Sequence flows stay within one sub-process; use an event instead.";
            findings.Error(DiagnosticCodes.FlowCrossesScope, flow, message);
        }
        else
        {
            string what = reference.Length == 0 ? $"has no {end}" : $"has the {end} '{reference}', which does not exist";
            findings.Error(code, flow, $"{Findings.The(flow)} {what}. Connect the flow in the modeller or remove it.");
        }
    }

    private static void CheckCondition(SequenceFlow flow, ScopeView scope, Findings findings)
    {
        if (flow.ConditionExpression is not { } condition)
        {
            return;
        }
        if (condition.TrimStart('=', ' ').Length == 0)
        {
            string message = $"{Findings.The(flow)} has an empty condition. Write one, e.g. '= amount > 100', or remove it.";
            findings.Error(DiagnosticCodes.ConditionEmpty, flow, message);
        }
        else if (!BpmnExpressions.IsExpression(condition))
        {
            string message =
                $"The condition of the sequence flow '{flow.Id}' is the fixed text '{condition}', but a condition is an expression. Begin it with '=', e.g. '= {condition}'.";
            findings.Error(DiagnosticCodes.ConditionNotExpression, flow, message);
        }
        if (scope.Node(flow.SourceRef) is { } source and not (ExclusiveGateway or InclusiveGateway or ComplexGateway))
        {
            string message =
                $"{Findings.The(flow)} has a condition but leaves '{source.Id}', which makes no choice. Put an exclusive, inclusive or complex gateway in between or remove the condition.";
            findings.Error(DiagnosticCodes.ConditionWithoutChoice, flow, message);
        }
    }

    /// <summary>How many tokens a complex gateway waits for is for its model to say.</summary>
    private static void CheckActivation(ComplexGateway gateway, Findings findings)
    {
        if (gateway.Incoming.Count > 1 && (gateway.ActivationCondition?.TrimStart('=', ' ').Length ?? 0) == 0)
        {
            string message =
                $"{Findings.The(gateway)} has {gateway.Incoming.Count} incoming flows but does not say when it opens. Give it an activationCondition, e.g. '= activationCount >= 2'.";
            findings.Error(DiagnosticCodes.ConditionMissing, gateway, message);
        }
        ExtensionRules.RequireExpression(gateway, "activation condition", gateway.ActivationCondition, findings);
    }

    private static void CheckChoice(FlowNode gateway, string? standard, ScopeView scope, Findings findings)
    {
        SequenceFlow? defaultFlow = CheckDefault(gateway, standard, scope, findings);
        List<SequenceFlow> outgoing = [.. scope.OutgoingOf(gateway)];
        if (outgoing.Count < 2)
        {
            return;
        }
        foreach (SequenceFlow flow in outgoing.Where(flow => flow != defaultFlow && flow.ConditionExpression is null))
        {
            string message =
                $"{Findings.The(flow)} leaves '{gateway.Id}' without a condition and is not its default flow. Give it a condition or make it the default flow.";
            findings.Error(DiagnosticCodes.ConditionMissing, flow, message);
        }
    }

    private static SequenceFlow? CheckDefault(FlowNode gateway, string? standard, ScopeView scope, Findings findings)
    {
        SequenceFlow? defaultFlow = scope.OutgoingOf(gateway).FirstOrDefault(flow => flow.Id == standard);
        if (standard is not null && defaultFlow is null)
        {
            string message =
                $"{Findings.The(gateway)} has the default flow '{standard}', which does not leave it. Choose one of its own outgoing flows as default.";
            findings.Error(DiagnosticCodes.DefaultFlowUnknown, gateway, message);
        }
        if (defaultFlow?.ConditionExpression is not null)
        {
            string message =
                $"{Findings.The(defaultFlow)} is the default flow of '{gateway.Id}' and has a condition, which is never looked at. Remove the condition.";
            findings.Warning(DiagnosticCodes.DefaultFlowWithCondition, defaultFlow.Id, defaultFlow.Line, defaultFlow.Column, message);
        }
        return defaultFlow;
    }
}
