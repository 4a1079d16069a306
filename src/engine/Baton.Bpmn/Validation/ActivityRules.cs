using System.Globalization;

namespace Baton.Bpmn.Validation;

/// <summary>Every activity says how its work is done.</summary>
internal static class ActivityRules
{
    public static void Check(FlowNode node, Findings findings)
    {
        NodeExtensions extensions = node.Extensions;
        switch (node)
        {
            case ServiceTask or SendTask:
            case IntermediateThrowEvent throwing when throwing.EventDefinitions.Any(each => each is MessageEventDefinition):
            case EndEvent ending when ending.EventDefinitions.Any(each => each is MessageEventDefinition):
                RequireTaskDefinition(node, findings);
                break;
            case ScriptTask:
                CheckScript(node, extensions, findings);
                break;
            case BusinessRuleTask:
                CheckDecision(node, extensions, findings);
                break;
            case CallActivity when string.IsNullOrEmpty(extensions.CalledElement?.ProcessId):
                string message = $"{Findings.The(node)} does not say which process it calls. Give the process id (zeebe:calledElement).";
                findings.Error(DiagnosticCodes.CalledElementMissing, node, message);
                break;
        }
        if (extensions.LoopCharacteristics is { IsMultiInstance: true } loop)
        {
            CheckMultiInstance(node, loop, findings);
        }
        else if (extensions.LoopCharacteristics is { } standard)
        {
            CheckStandardLoop(node, standard, findings);
        }
        if (node is AdHocSubProcess adHoc)
        {
            ExtensionRules.RequireExpression(node, "completion condition", adHoc.CompletionCondition, findings);
            ExtensionRules.RequireExpression(node, "active elements collection", extensions.AdHoc?.ActiveElementsCollection, findings);
            CheckOutputPair(node, extensions.AdHoc?.OutputCollection, extensions.AdHoc?.OutputElement, findings);
        }
    }

    private static void RequireTaskDefinition(FlowNode node, Findings findings)
    {
        if (string.IsNullOrEmpty(node.Extensions.TaskDefinition?.Type))
        {
            string message = $"{Findings.The(node)} has no job type, so no worker can do it. Give it a task definition with a type.";
            findings.Error(DiagnosticCodes.TaskDefinitionMissing, node, message);
        }
    }

    private static void CheckScript(FlowNode node, NodeExtensions extensions, Findings findings)
    {
        if (extensions.Script is not { } script)
        {
            if (string.IsNullOrEmpty(extensions.TaskDefinition?.Type))
            {
                string message =
                    $"{Findings.The(node)} has neither a FEEL expression nor a job type. Give it one (zeebe:script or zeebe:taskDefinition).";
                findings.Error(DiagnosticCodes.ScriptMissing, node, message);
            }
            return;
        }
        if (script.Expression.TrimStart('=', ' ').Length == 0)
        {
            findings.Error(DiagnosticCodes.ScriptMissing, node, $"{Findings.The(node)} has an empty script. Write its FEEL expression.");
        }
        else
        {
            ExtensionRules.RequireExpression(node, "script", script.Expression, findings);
        }
        RequireResultVariable(node, script.ResultVariable, findings);
    }

    private static void CheckDecision(FlowNode node, NodeExtensions extensions, Findings findings)
    {
        if (extensions.CalledDecision is not { } decision)
        {
            if (string.IsNullOrEmpty(extensions.TaskDefinition?.Type))
            {
                string message =
                    $"{Findings.The(node)} has neither a decision nor a job type. Give it one (zeebe:calledDecision or zeebe:taskDefinition).";
                findings.Error(DiagnosticCodes.DecisionMissing, node, message);
            }
            return;
        }
        if (decision.DecisionId.Length == 0)
        {
            findings.Error(DiagnosticCodes.DecisionMissing, node, $"{Findings.The(node)} names no decision. Give the decision id.");
        }
        RequireResultVariable(node, decision.ResultVariable, findings);
    }

    private static void RequireResultVariable(FlowNode node, string resultVariable, Findings findings)
    {
        if (resultVariable.Length == 0)
        {
            string message = $"{Findings.The(node)} does not say which variable takes its result. Give a result variable.";
            findings.Error(DiagnosticCodes.ResultVariableMissing, node, message);
        }
    }

    private static void CheckMultiInstance(FlowNode node, LoopCharacteristics loop, Findings findings)
    {
        if (loop.InputCollection.Length == 0)
        {
            string message =
                $"{Findings.The(node)} is multi-instance without an input collection. Give the list it runs over, e.g. '= items'.";
            findings.Error(DiagnosticCodes.InputCollectionMissing, node, message);
        }
        else
        {
            ExtensionRules.RequireExpression(node, "input collection", loop.InputCollection, findings);
        }
        ExtensionRules.RequireExpression(node, "completion condition", loop.CompletionCondition, findings);
        CheckOutputPair(node, loop.OutputCollection, loop.OutputElement, findings);
    }

    private static void CheckStandardLoop(FlowNode node, LoopCharacteristics loop, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(loop.LoopCondition) && loop.LoopMaximum is null)
        {
            string message =
                $"{Findings.The(node)} repeats without end. Give its loop a condition under which it goes on (loopCondition) or a maximum (loopMaximum).";
            findings.Error(DiagnosticCodes.LoopConditionMissing, node, message);
        }
        ExtensionRules.RequireExpression(node, "loop condition", loop.LoopCondition, findings);
        bool isNumber = int.TryParse(loop.LoopMaximum, NumberStyles.None, CultureInfo.InvariantCulture, out int maximum) && maximum > 0;
        if (loop.LoopMaximum is not null && !isNumber && !BpmnExpressions.IsExpression(loop.LoopMaximum))
        {
            string message =
                $"{Findings.The(node)} has the loop maximum '{loop.LoopMaximum}'. Write a whole number from 1 or an expression that begins with '='.";
            findings.Error(DiagnosticCodes.LoopConditionMissing, node, message);
        }
    }

    private static void CheckOutputPair(FlowNode node, string? collection, string? element, Findings findings)
    {
        if (collection is null != element is null)
        {
            string message = $"{Findings.The(node)} gives only one of output collection and output element. Give both or neither.";
            findings.Error(DiagnosticCodes.OutputPairIncomplete, node, message);
        }
        ExtensionRules.RequireExpression(node, "output element", element, findings);
    }
}
