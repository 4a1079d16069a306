namespace Baton.Bpmn.Validation;

/// <summary>What events wait for or throw is named completely.</summary>
internal static class EventRules
{
    public static void Check(FlowNode node, ScopeView scope, Findings findings)
    {
        if (node is ReceiveTask receive)
        {
            CheckMessage(node, receive.MessageRef, receive.Message, needsKey: true, findings);
        }
        if (node is not Event happening)
        {
            return;
        }
        bool throws = node is EndEvent or IntermediateThrowEvent;
        foreach (EventDefinition definition in happening.EventDefinitions)
        {
            switch (definition)
            {
                case TimerEventDefinition timer when !throws:
                    TimerRules.Check(happening, timer, scope, findings);
                    break;
                case MessageEventDefinition message when !throws:
                    CheckMessage(node, message.MessageRef, message.Message, needsKey: !scope.StartsInstances(node), findings);
                    break;
                case SignalEventDefinition signal:
                    CheckSignal(node, signal, findings);
                    break;
                case ErrorEventDefinition error:
                    CheckError(node, error, throws, findings);
                    break;
                case EscalationEventDefinition escalation:
                    CheckEscalation(node, escalation, throws, findings);
                    break;
                case ConditionalEventDefinition conditional:
                    CheckConditional(node, conditional, findings);
                    break;
            }
        }
    }

    private static void CheckMessage(FlowNode node, string? reference, Message? message, bool needsKey, Findings findings)
    {
        if (message is null)
        {
            string what = Missing(reference, "message");
            findings.Error(
                DiagnosticCodes.MessageMissing,
                node,
                $"{Findings.The(node)} {what}. Choose or create the message it waits for."
            );
            return;
        }
        if (message.Name is null)
        {
            string text = $"{Findings.The(node)} waits for the message '{message.Id}', which has no name. Name the message.";
            findings.Error(DiagnosticCodes.MessageWithoutName, node, text);
        }
        if (!needsKey)
        {
            return;
        }
        if (message.CorrelationKey is null)
        {
            string text =
                $"{Findings.The(node)} waits for the message '{message.Name ?? message.Id}', which has no correlation key. Give the message one, e.g. '= orderId'.";
            findings.Error(DiagnosticCodes.CorrelationKeyMissing, node, text);
        }
        else if (!BpmnExpressions.IsExpression(message.CorrelationKey))
        {
            ExtensionRules.RequireExpression(node, "correlation key of the message", message.CorrelationKey, findings);
        }
    }

    private static void CheckSignal(FlowNode node, SignalEventDefinition definition, Findings findings)
    {
        if (definition.Signal is null)
        {
            string what = Missing(definition.SignalRef, "signal");
            findings.Error(DiagnosticCodes.SignalMissing, node, $"{Findings.The(node)} {what}. Choose or create the signal.");
        }
        else if (definition.Signal.Name is null)
        {
            string text = $"{Findings.The(node)} uses the signal '{definition.Signal.Id}', which has no name. Name the signal.";
            findings.Error(DiagnosticCodes.SignalMissing, node, text);
        }
    }

    private static void CheckError(FlowNode node, ErrorEventDefinition definition, bool throws, Findings findings)
    {
        if (definition.Error is null && (throws || definition.ErrorRef is not null))
        {
            string what = Missing(definition.ErrorRef, "error");
            findings.Error(DiagnosticCodes.ErrorMissing, node, $"{Findings.The(node)} {what}. Choose or create the error.");
        }
        else if (throws && definition.Error!.ErrorCode is null)
        {
            string text = $"{Findings.The(node)} throws the error '{definition.Error.Id}', which has no code. Give the error a code.";
            findings.Error(DiagnosticCodes.CodeMissing, node, text);
        }
    }

    private static void CheckEscalation(FlowNode node, EscalationEventDefinition definition, bool throws, Findings findings)
    {
        if (definition.Escalation is null && (throws || definition.EscalationRef is not null))
        {
            string what = Missing(definition.EscalationRef, "escalation");
            findings.Error(DiagnosticCodes.EscalationMissing, node, $"{Findings.The(node)} {what}. Choose or create the escalation.");
        }
        else if (throws && definition.Escalation!.EscalationCode is null)
        {
            string text =
                $"{Findings.The(node)} throws the escalation '{definition.Escalation.Id}', which has no code. Give the escalation a code.";
            findings.Error(DiagnosticCodes.CodeMissing, node, text);
        }
    }

    private static void CheckConditional(FlowNode node, ConditionalEventDefinition definition, Findings findings)
    {
        if (definition.Condition.TrimStart('=', ' ').Length == 0)
        {
            string text = $"{Findings.The(node)} has no condition to wait for. Write one, e.g. '= amount > 100'.";
            findings.Error(DiagnosticCodes.ConditionalWithoutCondition, node, text);
        }
        else
        {
            ExtensionRules.RequireExpression(node, "condition", definition.Condition, findings);
        }
    }

    private static string Missing(string? reference, string kind) =>
        reference is null ? $"names no {kind}" : $"names the {kind} '{reference}', which does not exist";
}
