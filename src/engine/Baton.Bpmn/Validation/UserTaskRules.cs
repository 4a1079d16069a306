using System.Globalization;

namespace Baton.Bpmn.Validation;

/// <summary>What a person is shown and asked for is complete.</summary>
internal static class UserTaskRules
{
    public static void Check(FlowNode node, Findings findings)
    {
        NodeExtensions extensions = node.Extensions;
        if (extensions.Baton.Actions is { } actions)
        {
            CheckActions(node, actions, findings);
        }
        if (node is not UserTask)
        {
            return;
        }
        CheckPriority(node, extensions.PriorityDefinition, findings);
        CheckDate(node, "due date", extensions.TaskSchedule?.DueDate, findings);
        CheckDate(node, "follow-up date", extensions.TaskSchedule?.FollowUpDate, findings);
        CheckForm(node, extensions.Form, findings);
    }

    private static void CheckPriority(FlowNode node, string? priority, Findings findings)
    {
        if (priority is null || BpmnExpressions.IsExpression(priority))
        {
            return;
        }
        if (!int.TryParse(priority, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 100)
        {
            string message = $"{Findings.The(node)} has the priority '{priority}'. Write a whole number from 0 to 100.";
            findings.Error(DiagnosticCodes.PriorityOutOfRange, node, message);
        }
    }

    private static void CheckDate(FlowNode node, string what, string? text, Findings findings)
    {
        if (text is not null && !BpmnExpressions.IsExpression(text) && !TimerRules.IsDateTimeWithZone(text))
        {
            string message =
                $"{Findings.The(node)} has the {what} '{text}', which is not an ISO 8601 date and time with zone. Write it like 2026-01-31T09:00:00+08:00 or as an expression with '='.";
            findings.Error(DiagnosticCodes.DateNotIso, node, message);
        }
    }

    private static void CheckForm(FlowNode node, FormDefinition? form, Findings findings)
    {
        if (form is null)
        {
            return;
        }
        int given = new[] { form.FormId, form.FormKey, form.ExternalReference }.Count(text => text is not null);
        if (given != 1)
        {
            string message =
                $"{Findings.The(node)} gives {given} of form id, form key and external reference, but a form is named in one way. Keep or write one.";
            findings.Error(DiagnosticCodes.FormUnclear, node, message);
        }
    }

    private static void CheckActions(FlowNode node, BatonActions actions, Findings findings)
    {
        var problems = new List<string>();
        if (node is not UserTask)
        {
            problems.Add("only a user task can offer actions to a person");
        }
        else if (!node.Extensions.IsZeebeUserTask)
        {
            problems.Add("the task is a job for an outside task list, as it has no zeebe:userTask");
        }
        if (actions.ResultVariable.Length == 0)
        {
            problems.Add("the resultVariable is missing");
        }
        if (actions.Actions.Count == 0)
        {
            problems.Add("there is no baton:action");
        }
        if (actions.Actions.Any(action => action.Id.Length == 0 || action.Value.Length == 0))
        {
            problems.Add("an action lacks its id or value");
        }
        if (HasRepeated(actions.Actions.Select(action => action.Id)) || HasRepeated(actions.Actions.Select(action => action.Value)))
        {
            problems.Add("two actions have the same id or value");
        }
        if (actions.Actions.Count(action => action.Primary) > 1)
        {
            problems.Add("more than one action is primary");
        }
        if (problems.Count > 0)
        {
            string message = $"{Findings.The(node)} has actions that can't be shown: {string.Join("; ", problems)}. Correct baton:actions.";
            findings.Error(DiagnosticCodes.ActionsIncomplete, node, message);
        }
    }

    private static bool HasRepeated(IEnumerable<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return !texts.Where(text => text.Length > 0).All(seen.Add);
    }
}
