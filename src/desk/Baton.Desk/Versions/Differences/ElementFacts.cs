using Baton.Bpmn;

namespace Baton.Desk.Versions.Differences;

/// <summary>What a model says of its elements, as far as it means something to the engine or to people.</summary>
internal static class ElementFacts
{
    public static IEnumerable<Fact> Of(BpmnProcess process) =>
        Kept([
            new(PropertyCodes.VersionTag, null, process.VersionTag ?? ""),
            new(PropertyCodes.Executable, null, Flag(process.IsExecutable)),
            .. process.DataObjects.Select(one => new Fact(PropertyCodes.Variable, one.Variable, one.Value ?? "null")),
            .. Of(process.Extensions),
        ]);

    public static IEnumerable<Fact> Of(SequenceFlow flow) =>
        Kept([
            new(PropertyCodes.From, null, flow.SourceRef, true),
            new(PropertyCodes.To, null, flow.TargetRef, true),
            new(PropertyCodes.Condition, null, flow.ConditionExpression ?? ""),
        ]);

    public static IEnumerable<Fact> Of(FlowNode node) => Kept([.. OfKind(node), .. Of(node.Extensions)]);

    private static IEnumerable<Fact> OfKind(FlowNode node)
    {
        yield return new(PropertyCodes.Documentation, null, node.Documentation ?? "");
        switch (node)
        {
            case ExclusiveGateway { Default: { } flow }:
                yield return new(PropertyCodes.Default, null, flow, true);
                break;
            case InclusiveGateway { Default: { } flow }:
                yield return new(PropertyCodes.Default, null, flow, true);
                break;
            case ComplexGateway gateway:
                yield return new(PropertyCodes.Default, null, gateway.Default ?? "", true);
                yield return new(PropertyCodes.Condition, null, gateway.ActivationCondition ?? "");
                break;
            case Activity activity:
                foreach (var fact in OfActivity(activity))
                    yield return fact;
                break;
            case Event happening:
                foreach (var fact in OfEvent(happening))
                    yield return fact;
                break;
        }
    }

    private static IEnumerable<Fact> OfActivity(Activity activity)
    {
        yield return new(PropertyCodes.Default, null, activity.Default ?? "", true);
        yield return new(PropertyCodes.ForCompensation, null, Flag(activity.IsForCompensation));
        if (activity is ReceiveTask receive)
        {
            yield return new(PropertyCodes.Message, null, receive.Message?.Name ?? receive.MessageRef ?? "");
            yield return new(PropertyCodes.CorrelationKey, null, receive.Message?.CorrelationKey ?? "");
        }
        if (activity is SubProcess inner)
        {
            yield return new(PropertyCodes.TriggeredByEvent, null, Flag(inner.TriggeredByEvent));
            foreach (var one in inner.DataObjects)
                yield return new(PropertyCodes.Variable, one.Variable, one.Value ?? "null");
        }
        if (activity is AdHocSubProcess adHoc)
            yield return new(PropertyCodes.CompletionCondition, null, adHoc.CompletionCondition ?? "");
    }

    private static IEnumerable<Fact> OfEvent(Event happening)
    {
        if (happening is BoundaryEvent boundary)
        {
            yield return new(PropertyCodes.AttachedTo, null, boundary.AttachedToRef, true);
            yield return new(PropertyCodes.Interrupting, null, Flag(boundary.CancelActivity));
        }
        if (happening is StartEvent { IsInterrupting: false })
            yield return new(PropertyCodes.Interrupting, null, Flag(false));
        foreach (var definition in happening.EventDefinitions)
        {
            foreach (var fact in OfDefinition(definition))
                yield return fact;
        }
    }

    private static IEnumerable<Fact> OfDefinition(EventDefinition definition) =>
        definition switch
        {
            TimerEventDefinition timer => [new(PropertyCodes.Timer, null, timer.Expression)],
            MessageEventDefinition message =>
            [
                new(PropertyCodes.Message, null, message.Message?.Name ?? message.MessageRef ?? ""),
                new(PropertyCodes.CorrelationKey, null, message.Message?.CorrelationKey ?? ""),
            ],
            SignalEventDefinition signal => [new(PropertyCodes.Signal, null, signal.Signal?.Name ?? signal.SignalRef ?? "")],
            ErrorEventDefinition error => [new(PropertyCodes.Error, null, error.Error?.ErrorCode ?? error.ErrorRef ?? "")],
            EscalationEventDefinition escalation =>
            [
                new(PropertyCodes.Escalation, null, escalation.Escalation?.EscalationCode ?? escalation.EscalationRef ?? ""),
            ],
            ConditionalEventDefinition conditional => [new(PropertyCodes.Condition, null, conditional.Condition)],
            LinkEventDefinition link => [new(PropertyCodes.Link, null, link.Name)],
            CompensateEventDefinition compensate => [new(PropertyCodes.Compensated, null, compensate.ActivityRef ?? "", true)],
            _ => [],
        };

    private static List<Fact> Of(NodeExtensions says)
    {
        List<Fact> facts =
        [
            new(PropertyCodes.Assignee, null, says.AssignmentDefinition?.Assignee ?? ""),
            new(PropertyCodes.CandidateGroups, null, says.AssignmentDefinition?.CandidateGroups ?? ""),
            new(PropertyCodes.CandidateUsers, null, says.AssignmentDefinition?.CandidateUsers ?? ""),
            new(PropertyCodes.DueDate, null, says.TaskSchedule?.DueDate ?? ""),
            new(PropertyCodes.FollowUpDate, null, says.TaskSchedule?.FollowUpDate ?? ""),
            new(PropertyCodes.Priority, null, says.PriorityDefinition ?? ""),
            new(PropertyCodes.ManagedTask, null, Flag(says.IsZeebeUserTask)),
            new(PropertyCodes.Form, null, says.Form?.FormId ?? says.Form?.ExternalReference ?? says.Form?.FormKey ?? ""),
            new(PropertyCodes.JobType, null, says.TaskDefinition?.Type ?? ""),
            new(PropertyCodes.Retries, null, says.TaskDefinition?.Retries ?? ""),
            new(PropertyCodes.JobPriority, null, says.JobPriority ?? ""),
            .. says.TaskHeaders.Select(one => new Fact(PropertyCodes.Header, one.Key, one.Value)),
            .. says.Properties.Select(one => new Fact(PropertyCodes.Property, one.Name, one.Value)),
            .. says.IoMapping.Inputs.Select(one => new Fact(PropertyCodes.Input, one.Target, one.Source)),
            .. says.IoMapping.Outputs.Select(one => new Fact(PropertyCodes.Output, one.Target, one.Source)),
            .. says.ExecutionListeners.Select(one => new Fact(PropertyCodes.Listener, one.EventType, one.Type)),
            .. says.TaskListeners.Select(one => new Fact(PropertyCodes.Listener, one.EventType, one.Type)),
        ];
        if (says.CalledDecision is { } decision)
        {
            facts.Add(new(PropertyCodes.CalledDecision, null, decision.DecisionId));
            facts.Add(new(PropertyCodes.ResultVariable, null, decision.ResultVariable));
            facts.Add(new(PropertyCodes.Binding, null, Binding(decision.BindingType, decision.VersionTag)));
        }
        if (says.CalledElement is { } called)
        {
            facts.Add(new(PropertyCodes.CalledProcess, null, called.ProcessId));
            facts.Add(new(PropertyCodes.PassesParentVariables, null, Flag(called.PropagateAllParentVariables)));
            facts.Add(new(PropertyCodes.PassesChildVariables, null, Flag(called.PropagateAllChildVariables)));
            facts.Add(new(PropertyCodes.Binding, null, Binding(called.BindingType, called.VersionTag)));
        }
        if (says.Script is { } script)
        {
            facts.Add(new(PropertyCodes.Script, null, script.Expression));
            facts.Add(new(PropertyCodes.ResultVariable, null, script.ResultVariable));
        }
        if (says.LoopCharacteristics is { } loop)
            facts.AddRange(OfLoop(loop));
        if (says.AdHoc is { } adHoc)
        {
            facts.Add(new(PropertyCodes.ActiveElements, null, adHoc.ActiveElementsCollection ?? ""));
            facts.Add(new(PropertyCodes.OutputCollection, null, adHoc.OutputCollection ?? ""));
            facts.Add(new(PropertyCodes.OutputElement, null, adHoc.OutputElement ?? ""));
        }
        facts.AddRange(OfBaton(says.Baton));
        return facts;
    }

    private static IEnumerable<Fact> OfLoop(LoopCharacteristics loop) =>
        [
            new(
                PropertyCodes.Repetition,
                null,
                !loop.IsMultiInstance ? PropertyCodes.Loop
                    : loop.IsSequential ? PropertyCodes.Sequential
                    : PropertyCodes.Parallel
            ),
            new(PropertyCodes.InputCollection, null, loop.InputCollection),
            new(PropertyCodes.InputElement, null, loop.InputElement ?? ""),
            new(PropertyCodes.OutputCollection, null, loop.OutputCollection ?? ""),
            new(PropertyCodes.OutputElement, null, loop.OutputElement ?? ""),
            new(PropertyCodes.CompletionCondition, null, loop.CompletionCondition ?? loop.LoopCondition ?? ""),
            new(PropertyCodes.LoopMaximum, null, loop.LoopMaximum ?? ""),
        ];

    private static IEnumerable<Fact> OfBaton(BatonExtensions baton) =>
        [
            new(PropertyCodes.Status, null, baton.Status ?? ""),
            new(PropertyCodes.Reason, null, baton.ReasonKey ?? ""),
            new(PropertyCodes.ResultVariable, null, baton.Actions?.ResultVariable ?? ""),
            .. (baton.Actions?.Actions ?? []).SelectMany(Of),
        ];

    private static IEnumerable<Fact> Of(BatonAction action) =>
        [
            new(PropertyCodes.Action, action.Id, action.Value),
            new(PropertyCodes.MainAction, null, action.Primary ? action.Id : ""),
            new(PropertyCodes.ActionWithReason, null, action.RequiresOpinion ? action.Id : ""),
            new(PropertyCodes.ActionFields, action.Id, action.RequiredFields ?? ""),
        ];

    private static string Binding(BindingType binding, string? tag) =>
        binding switch
        {
            BindingType.VersionTag => tag ?? "",
            BindingType.Deployment => "deployment",
            _ => "",
        };

    private static string Flag(bool value) => value ? "true" : "";

    /// <summary>What is said, with those of one name made one.</summary>
    private static IEnumerable<Fact> Kept(IEnumerable<Fact> facts) =>
        facts
            .Where(one => one.Value.Length > 0)
            .GroupBy(one => (one.Property, one.Detail))
            .Select(all => all.First() with { Value = string.Join(", ", all.Select(one => one.Value)) });
}
