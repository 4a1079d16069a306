namespace Baton.Bpmn;

/// <summary>Finds every FEEL expression of a process, so that a deployment can check them all at once.</summary>
public static class BpmnExpressions
{
    /// <summary>The expressions of the outer scope, then those of each sub-process, nodes before flows. Texts without a leading <c>=</c> are not expressions.</summary>
    public static IEnumerable<BpmnExpression> Of(BpmnProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        foreach ((string purpose, string? text) in TextsOf(process))
        {
            if (IsExpression(text))
            {
                yield return new BpmnExpression(process.Id, process.Line, process.Column, purpose, Body(text!));
            }
        }
        foreach (IFlowElementsContainer scope in process.Scopes())
        {
            foreach (FlowNode node in scope.Nodes)
            {
                foreach ((string purpose, string? text) in TextsOf(node))
                {
                    if (IsExpression(text))
                    {
                        yield return new BpmnExpression(node.Id, node.Line, node.Column, purpose, Body(text!));
                    }
                }
            }
            foreach (DataObject data in scope.DataObjects.Where(each => IsExpression(each.Value)))
            {
                yield return new BpmnExpression(data.Id, data.Line, data.Column, "value of the data object", Body(data.Value!));
            }
            foreach (SequenceFlow flow in scope.SequenceFlows)
            {
                if (IsExpression(flow.ConditionExpression))
                {
                    yield return new BpmnExpression(
                        flow.Id,
                        flow.Line,
                        flow.Column,
                        "condition of the sequence flow",
                        Body(flow.ConditionExpression!)
                    );
                }
            }
        }
    }

    /// <summary>Whether a raw text is an expression: it begins with <c>=</c>.</summary>
    public static bool IsExpression(string? text) => text is not null && text.AsSpan().TrimStart() is ['=', ..];

    private static string Body(string text) => text.TrimStart()[1..].Trim();

    private static IEnumerable<(string Purpose, string? Text)> TextsOf(BpmnProcess process) =>
        TextsOfListeners(process.Extensions).Prepend(("priority of the jobs", process.Extensions.JobPriority));

    private static IEnumerable<(string Purpose, string? Text)> TextsOf(FlowNode node)
    {
        NodeExtensions extensions = node.Extensions;
        foreach (Mapping input in extensions.IoMapping.Inputs)
        {
            yield return ($"source of the input mapping to '{input.Target}'", input.Source);
        }
        foreach (Mapping output in extensions.IoMapping.Outputs)
        {
            yield return ($"source of the output mapping to '{output.Target}'", output.Source);
        }
        yield return ("job type", extensions.TaskDefinition?.Type);
        yield return ("retries of the job", extensions.TaskDefinition?.Retries);
        yield return ("priority of the job", extensions.JobPriority);
        foreach ((string, string?) text in TextsOfListeners(extensions))
        {
            yield return text;
        }
        yield return ("assignee", extensions.AssignmentDefinition?.Assignee);
        yield return ("candidate groups", extensions.AssignmentDefinition?.CandidateGroups);
        yield return ("candidate users", extensions.AssignmentDefinition?.CandidateUsers);
        yield return ("due date", extensions.TaskSchedule?.DueDate);
        yield return ("follow-up date", extensions.TaskSchedule?.FollowUpDate);
        yield return ("priority", extensions.PriorityDefinition);
        yield return ("form id", extensions.Form?.FormId);
        yield return ("form key", extensions.Form?.FormKey);
        yield return ("external reference of the form", extensions.Form?.ExternalReference);
        yield return ("decision id", extensions.CalledDecision?.DecisionId);
        yield return ("id of the called process", extensions.CalledElement?.ProcessId);
        yield return ("script", extensions.Script?.Expression);
        if (extensions.LoopCharacteristics is { } loop)
        {
            yield return ("input collection", loop.InputCollection);
            yield return ("output element", loop.OutputElement);
            yield return ("completion condition", loop.CompletionCondition);
            yield return ("loop condition", loop.LoopCondition);
            yield return ("loop maximum", loop.LoopMaximum);
        }
        yield return ("activation condition", (node as ComplexGateway)?.ActivationCondition);
        yield return ("active elements collection", extensions.AdHoc?.ActiveElementsCollection);
        yield return ("output element", extensions.AdHoc?.OutputElement);
        yield return ("completion condition", (node as AdHocSubProcess)?.CompletionCondition);
        foreach ((string, string?) text in TextsOfEvent(node))
        {
            yield return text;
        }
    }

    private static IEnumerable<(string Purpose, string? Text)> TextsOfListeners(NodeExtensions extensions)
    {
        foreach (ExecutionListener listener in extensions.ExecutionListeners)
        {
            yield return ("type of the execution listener", listener.Type);
            yield return ("retries of the execution listener", listener.Retries);
        }
        foreach (TaskListener listener in extensions.TaskListeners)
        {
            yield return ("type of the task listener", listener.Type);
            yield return ("retries of the task listener", listener.Retries);
        }
    }

    private static IEnumerable<(string Purpose, string? Text)> TextsOfEvent(FlowNode node)
    {
        if (node is ReceiveTask { Message: { } received })
        {
            yield return ("name of the message", received.Name);
            yield return ("correlation key of the message", received.CorrelationKey);
        }
        foreach (EventDefinition definition in (node as Event)?.EventDefinitions ?? [])
        {
            switch (definition)
            {
                case TimerEventDefinition timer:
                    yield return ("time of the timer", timer.Expression);
                    break;
                case MessageEventDefinition { Message: { } message }:
                    yield return ("name of the message", message.Name);
                    yield return ("correlation key of the message", message.CorrelationKey);
                    break;
                case SignalEventDefinition { Signal: { } signal }:
                    yield return ("name of the signal", signal.Name);
                    break;
                case ErrorEventDefinition { Error: { } error }:
                    yield return ("code of the error", error.ErrorCode);
                    break;
                case EscalationEventDefinition { Escalation: { } escalation }:
                    yield return ("code of the escalation", escalation.EscalationCode);
                    break;
                case ConditionalEventDefinition conditional:
                    yield return ("condition of the event", conditional.Condition);
                    break;
            }
        }
    }
}
