using Baton.Bpmn;
using Baton.Engine.Conditions;
using Baton.Engine.Deployments;
using Baton.Engine.Errors;
using Baton.Engine.Events;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Signals;
using Baton.Engine.SubProcesses;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;

namespace Baton.Engine.Compilation;

/// <summary>Fills one element with what its node in the model defines; the priority is that of jobs which have none of their own.</summary>
internal sealed class NodeCompiler(ExpressionCompiler expressions, FlowNode node, ExecutableElement element, TextExpression? jobPriority)
{
    /// <summary>The job of a user task that an outside task list does; a task definition in the model says nothing about it.</summary>
    private static readonly JobDefinition OutsideTask = new(TextExpression.Static(UserTaskHeaders.JobType), TextExpression.Static("1"));

    public static ElementType TypeOf(FlowNode node) =>
        node switch
        {
            StartEvent => ElementType.StartEvent,
            EndEvent => ElementType.EndEvent,
            IntermediateCatchEvent => ElementType.IntermediateCatchEvent,
            IntermediateThrowEvent => ElementType.IntermediateThrowEvent,
            BoundaryEvent => ElementType.BoundaryEvent,
            UndefinedTask => ElementType.Task,
            ManualTask => ElementType.ManualTask,
            ServiceTask => ElementType.ServiceTask,
            SendTask => ElementType.SendTask,
            ReceiveTask => ElementType.ReceiveTask,
            Bpmn.UserTask => ElementType.UserTask,
            ScriptTask => ElementType.ScriptTask,
            BusinessRuleTask => ElementType.BusinessRuleTask,
            CallActivity => ElementType.CallActivity,
            AdHocSubProcess => ElementType.AdHocSubProcess,
            SubProcess { TriggeredByEvent: true } => ElementType.EventSubProcess,
            SubProcess => ElementType.SubProcess,
            ExclusiveGateway => ElementType.ExclusiveGateway,
            ParallelGateway => ElementType.ParallelGateway,
            InclusiveGateway => ElementType.InclusiveGateway,
            EventBasedGateway => ElementType.EventBasedGateway,
            ComplexGateway => ElementType.ComplexGateway,
            _ => ElementType.Unknown,
        };

    public void Fill()
    {
        NodeExtensions extensions = node.Extensions;
        element.Baton = extensions.Baton;
        element.Mappings = Mappings(extensions.IoMapping);
        if (extensions.TaskHeaders.Count > 0)
        {
            element.Headers = ListenerCompiler.Merge(element.Headers, extensions.TaskHeaders);
        }
        if (extensions.TaskDefinition is { } task)
        {
            element.Job = new JobDefinition(Text(task.Type, "job type"), OptionalText(task.Retries, "retries of the job"))
            {
                Priority = OptionalText(extensions.JobPriority, "priority of the job") ?? jobPriority,
            };
        }
        element.Listeners = new ListenerCompiler(expressions, element).Compile(extensions, node.Line, node.Column);
        FillTask(extensions);
        switch (node)
        {
            case Transaction:
                element.IsTransaction = true;
                break;
            case ReceiveTask receive:
                element.Trigger = EventTrigger.Message;
                element.Message = Message(receive.Message);
                break;
            case StartEvent start:
                element.IsInterrupting = start.IsInterrupting;
                FillEvent(start);
                break;
            case BoundaryEvent boundary:
                element.IsInterrupting = boundary.CancelActivity;
                FillEvent(boundary);
                break;
            case Event other:
                FillEvent(other);
                break;
            case EventBasedGateway gateway:
                element.StartsInstances = gateway.Instantiate;
                break;
            case ComplexGateway { ActivationCondition: { Length: > 0 } condition }:
                element.Activation = expressions.Compile(condition, node.Id, node.Line, node.Column, "activation condition");
                break;
        }
    }

    private void FillTask(NodeExtensions extensions)
    {
        switch (node)
        {
            case Bpmn.UserTask:
                element.UserTask = UserTask(extensions);
                element.Job = extensions.IsZeebeUserTask ? null : OutsideTask;
                break;
            case ScriptTask when extensions.Script is { } script:
                element.Script = new ScriptDefinition(
                    expressions.Compile(script.Expression, node.Id, node.Line, node.Column, "script"),
                    script.ResultVariable
                );
                break;
            case BusinessRuleTask when extensions.CalledDecision is { } decision:
                element.Decision = new DecisionCall(
                    Text(decision.DecisionId, "decision id"),
                    decision.ResultVariable,
                    Binding(decision.BindingType),
                    decision.VersionTag
                );
                break;
            case CallActivity when extensions.CalledElement is { } called:
                element.Call = new ProcessCall(
                    Text(called.ProcessId, "id of the called process"),
                    Binding(called.BindingType),
                    called.VersionTag,
                    called.PropagateAllParentVariables,
                    called.PropagateAllChildVariables
                );
                break;
        }
    }

    /// <summary>One part of an event with several definitions.</summary>
    public void FillPart(ExecutableElement whole, EventDefinition definition)
    {
        element.PartOf = whole;
        element.IsInterrupting = whole.IsInterrupting;
        element.Job = definition is MessageEventDefinition ? whole.Job : null;
        element.Headers = whole.Headers;
        FillDefinition(definition);
    }

    private void FillEvent(Event happening)
    {
        if (happening.EventDefinitions.Count > 1)
        {
            element.Trigger = EventTrigger.Multiple;
            element.NeedsAllParts = happening.IsParallelMultiple;
        }
        else
        {
            FillDefinition(happening.EventDefinition);
        }
    }

    private void FillDefinition(EventDefinition? definition)
    {
        switch (definition)
        {
            case TimerEventDefinition timer:
                element.Trigger = EventTrigger.Timer;
                element.Timer = new TimerDefinition(timer.Kind, Text(timer.Expression, "time of the timer"));
                break;
            case MessageEventDefinition message:
                element.Trigger = EventTrigger.Message;
                element.Message = message.Message is null ? null : Message(message.Message);
                break;
            case SignalEventDefinition signal:
                element.Trigger = EventTrigger.Signal;
                element.Signal = new SignalDefinition(Text(signal.Signal?.Name ?? "", "name of the signal"));
                break;
            case ErrorEventDefinition error:
                element.Trigger = EventTrigger.Error;
                element.Error = new ErrorDefinition(OptionalText(error.Error?.ErrorCode, "code of the error"));
                break;
            case EscalationEventDefinition escalation:
                element.Trigger = EventTrigger.Escalation;
                element.Escalation = new ErrorDefinition(OptionalText(escalation.Escalation?.EscalationCode, "code of the escalation"));
                break;
            case CompensateEventDefinition compensate:
                element.Trigger = EventTrigger.Compensation;
                element.CompensatedActivity = compensate.ActivityRef;
                break;
            case ConditionalEventDefinition conditional:
                element.Trigger = EventTrigger.Condition;
                element.Condition = Condition(conditional);
                break;
            case CancelEventDefinition:
                element.Trigger = EventTrigger.Cancel;
                break;
            case LinkEventDefinition:
                element.Trigger = EventTrigger.Link;
                break;
            case TerminateEventDefinition:
                element.Trigger = EventTrigger.Terminate;
                break;
            case null:
                break;
            default:
                expressions.Report(
                    node.Id,
                    node.Line,
                    node.Column,
                    $"The event '{node.Id}' is of a kind that this engine does not execute yet. Use another one."
                );
                break;
        }
    }

    private UserTaskDefinition UserTask(NodeExtensions extensions)
    {
        FormDefinition? form = extensions.Form;
        return new UserTaskDefinition
        {
            Assignee = OptionalText(extensions.AssignmentDefinition?.Assignee, "assignee"),
            CandidateUsers = OptionalText(extensions.AssignmentDefinition?.CandidateUsers, "candidate users"),
            CandidateGroups = OptionalText(extensions.AssignmentDefinition?.CandidateGroups, "candidate groups"),
            DueDate = OptionalText(extensions.TaskSchedule?.DueDate, "due date"),
            FollowUpDate = OptionalText(extensions.TaskSchedule?.FollowUpDate, "follow-up date"),
            // An outside task list keeps priorities of its own.
            Priority = extensions.IsZeebeUserTask ? OptionalText(extensions.PriorityDefinition, "priority") : null,
            FormId = OptionalText(form?.FormId, "form id"),
            FormBinding = Binding(form?.BindingType ?? BindingType.Latest),
            FormVersionTag = form?.VersionTag,
            ExternalForm = OptionalText(form?.ExternalReference ?? form?.FormKey, "external reference of the form"),
        };
    }

    private ConditionDefinition Condition(ConditionalEventDefinition conditional)
    {
        IReadOnlyList<string> events = conditional.Filter?.VariableEvents ?? [];
        return new ConditionDefinition(
            expressions.Compile(conditional.Condition, node.Id, node.Line, node.Column, "condition"),
            events.Count == 0 || events.Contains("create", StringComparer.Ordinal),
            events.Count == 0 || events.Contains("update", StringComparer.Ordinal)
        );
    }

    private MessageDefinition Message(Message? message) =>
        new(Text(message?.Name ?? "", "name of the message"), OptionalText(message?.CorrelationKey, "correlation key of the message"));

    private IoMappings Mappings(Bpmn.IoMapping mapping) =>
        mapping.Inputs.Count == 0 && mapping.Outputs.Count == 0
            ? IoMappings.None
            : new IoMappings(
                [.. mapping.Inputs.Select(each => Mapping(each, "input"))],
                [.. mapping.Outputs.Select(each => Mapping(each, "output"))]
            );

    private Variables.IoMapping Mapping(Mapping mapping, string direction) =>
        new(
            expressions.Text(
                mapping.Source,
                node.Id,
                mapping.Line,
                mapping.Column,
                $"source of the {direction} mapping to '{mapping.Target}'"
            ),
            mapping.Target.Split('.')
        );

    private TextExpression Text(string text, string purpose) => expressions.Text(text, node.Id, node.Line, node.Column, purpose);

    private TextExpression? OptionalText(string? text, string purpose) => string.IsNullOrEmpty(text) ? null : Text(text, purpose);

    private static BindingKind Binding(BindingType type) =>
        type switch
        {
            BindingType.Deployment => BindingKind.Deployment,
            BindingType.VersionTag => BindingKind.VersionTag,
            _ => BindingKind.Latest,
        };
}
