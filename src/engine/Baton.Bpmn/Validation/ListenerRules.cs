namespace Baton.Bpmn.Validation;

/// <summary>Listeners are complete, can be told apart, and stand where their event occurs.</summary>
internal static class ListenerRules
{
    private static readonly string[] ExecutionEvents = ["start", "end", "beforeAll", "cancel"];

    private static readonly string[] TaskEvents = ["creating", "assigning", "updating", "completing", "canceling"];

    public static void Check(BpmnProcess process, Findings findings)
    {
        var place = new Place(process.Id, process.Line, process.Column, Findings.The(process), findings);
        CheckExecution(process.Extensions, place, WhyNotOnProcess);
        CheckNoTaskListeners(process.Extensions, place);
    }

    public static void Check(FlowNode node, Findings findings)
    {
        var place = new Place(node.Id, node.Line, node.Column, Findings.The(node), findings);
        CheckExecution(node.Extensions, place, eventType => WhyNot(node, eventType));
        if (node is not UserTask)
        {
            CheckNoTaskListeners(node.Extensions, place);
            return;
        }
        if (node.Extensions is { IsZeebeUserTask: false, TaskListeners.Count: > 0 })
        {
            place.Error(
                DiagnosticCodes.ListenerNotAllowedHere,
                $"{place.The} has task listeners, but is a job for an outside task list. Add <zeebe:userTask />, or use execution listeners."
            );
        }
        foreach (TaskListener listener in node.Extensions.TaskListeners)
        {
            CheckOne("a task listener", listener.EventType, listener.Type, listener.Retries, TaskEvents, place);
        }
        CheckRepeated("task listeners", node.Extensions.TaskListeners.Select(each => (each.EventType, each.Type)), place);
    }

    private static void CheckExecution(NodeExtensions extensions, Place place, Func<string, string?> whyNot)
    {
        foreach (ExecutionListener listener in extensions.ExecutionListeners)
        {
            CheckOne("an execution listener", listener.EventType, listener.Type, listener.Retries, ExecutionEvents, place);
            if (whyNot(listener.EventType) is { } reason)
            {
                place.Error(
                    DiagnosticCodes.ListenerNotAllowedHere,
                    $"{place.The} has an execution listener for the event '{listener.EventType}', but {reason}"
                );
            }
        }
        CheckRepeated("execution listeners", extensions.ExecutionListeners.Select(each => (each.EventType, each.Type)), place);
    }

    private static void CheckOne(string kind, string eventType, string type, string? retries, string[] allowed, Place place)
    {
        if (type.Length == 0 || !allowed.Contains(eventType, StringComparer.Ordinal))
        {
            place.Error(
                DiagnosticCodes.ListenerIncomplete,
                $"{place.The} has {kind} with the event '{eventType}' and the job type '{type}'. Give it a job type and one of the events {string.Join(", ", allowed)}."
            );
        }
        if (!ExtensionRules.IsRetries(retries))
        {
            place.Error(
                DiagnosticCodes.RetriesNotNumber,
                $"{place.The} has {kind} with the retries '{retries}'. Write a whole number from 0 or an expression that begins with '='."
            );
        }
    }

    private static void CheckRepeated(string kind, IEnumerable<(string Event, string Type)> listeners, Place place)
    {
        foreach (var same in listeners.GroupBy(each => each).Where(group => group.Key.Type.Length > 0 && group.Count() > 1))
        {
            place.Error(
                DiagnosticCodes.ListenerRepeated,
                $"{place.The} has {same.Count()} {kind} with the event '{same.Key.Event}' and the job type '{same.Key.Type}'. Keep one or give each a job type of its own."
            );
        }
    }

    private static void CheckNoTaskListeners(NodeExtensions extensions, Place place)
    {
        if (extensions.TaskListeners.Count > 0)
        {
            place.Error(
                DiagnosticCodes.ListenerNotAllowedHere,
                $"{place.The} has task listeners, which only a user task can have. Use execution listeners."
            );
        }
    }

    private static string? WhyNotOnProcess(string eventType) =>
        eventType == "beforeAll" ? "only a multi-instance activity has iterations to wait before. Use the event 'start'." : null;

    private static string? WhyNot(FlowNode node, string eventType) =>
        (eventType, node) switch
        {
            ("beforeAll", { Extensions.LoopCharacteristics: null }) =>
                "only a multi-instance activity has iterations to wait before. Use the event 'start'.",
            ("start", StartEvent) => "a start event begins with its process or sub-process. Put the listener there.",
            ("start", BoundaryEvent) =>
                "a boundary event has occurred before anything can be done for it. Put the listener on the activity.",
            ("end", Gateway) =>
                "a gateway ends by the flows that it takes. Put the listener on the elements behind it, for the event 'start'.",
            ("end", EndEvent { EventDefinition: ErrorEventDefinition }) =>
                "an error end event does not complete. Put the listener on the event that catches the error.",
            (_, BoundaryEvent { EventDefinition: CompensateEventDefinition }) =>
                "a compensation event only leads to its handler. Put the listener on the handler.",
            _ => null,
        };

    private sealed record Place(string Id, int Line, int Column, string The, Findings Findings)
    {
        public void Error(string code, string message) => Findings.Error(code, Id, Line, Column, message);
    }
}
