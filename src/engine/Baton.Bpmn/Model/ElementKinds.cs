using System.Collections.Frozen;

namespace Baton.Bpmn;

/// <summary>
/// Names for what an engine must be able to execute: the element name, for events followed by what they wait for or throw
/// (<c>boundaryEvent:timer</c>), and a few features of elements (<c>multiInstance</c>).
/// </summary>
public static class ElementKinds
{
    public const string EventSubProcess = "eventSubProcess";
    public const string MultiInstance = "multiInstance";
    public const string StandardLoop = "standardLoop";
    public const string Compensation = "compensation";
    public const string ExecutionListeners = "executionListeners";
    public const string TaskListeners = "taskListeners";

    /// <summary>A user task that is a job for an outside task list (no <c>zeebe:userTask</c>).</summary>
    public const string JobUserTask = "jobUserTask";

    private static readonly string[] Caught = ["timer", "message", "signal", "conditional"];

    /// <summary>Everything that the dialect can execute.</summary>
    public static readonly FrozenSet<string> Dialect = FrozenSet.ToFrozenSet(
        [
            .. new[] { "task", "manualTask", "serviceTask", "sendTask", "receiveTask", "userTask", "scriptTask", "businessRuleTask" },
            .. new[] { "callActivity", "subProcess", "adHocSubProcess" },
            .. new[] { "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway" },
            .. new[] { EventSubProcess, MultiInstance, Compensation, ExecutionListeners, TaskListeners, JobUserTask },
            .. new[] { "startEvent", "startEvent:error", "startEvent:escalation", "startEvent:compensate" },
            .. Caught.Select(trigger => $"startEvent:{trigger}"),
            .. Caught.Select(trigger => $"intermediateCatchEvent:{trigger}"),
            .. Caught.Select(trigger => $"boundaryEvent:{trigger}"),
            .. new[] { "intermediateCatchEvent:link", "boundaryEvent:error", "boundaryEvent:escalation", "boundaryEvent:compensate" },
            .. new[] { "", ":message", ":signal", ":escalation", ":link", ":compensate" }.Select(x => "intermediateThrowEvent" + x),
            .. new[] { "", ":message", ":signal", ":error", ":escalation", ":compensate", ":terminate" }.Select(x => "endEvent" + x),
        ],
        StringComparer.Ordinal
    );

    /// <summary>The kinds that a node needs, without those of its children.</summary>
    public static IEnumerable<string> Of(FlowNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        switch (node)
        {
            case Event { EventDefinitions.Count: > 1 } multiple:
                foreach (EventDefinition definition in multiple.EventDefinitions)
                {
                    yield return node.ElementName + Trigger(definition);
                }
                break;
            case Event happening:
                yield return node.ElementName + Trigger(happening.EventDefinition);
                break;
            case SubProcess { TriggeredByEvent: true }:
                yield return EventSubProcess;
                break;
            case UserTask { Extensions.IsZeebeUserTask: false }:
                yield return JobUserTask;
                break;
            default:
                yield return node.ElementName;
                break;
        }
        if (node.Extensions.LoopCharacteristics is { } loop)
        {
            yield return loop.IsMultiInstance ? MultiInstance : StandardLoop;
        }
        if (node is Activity { IsForCompensation: true })
        {
            yield return Compensation;
        }
        if (node.Extensions.ExecutionListeners.Count > 0)
        {
            yield return ExecutionListeners;
        }
        if (node.Extensions.TaskListeners.Count > 0)
        {
            yield return TaskListeners;
        }
    }

    private static string Trigger(EventDefinition? definition) =>
        definition switch
        {
            null => "",
            TimerEventDefinition => ":timer",
            MessageEventDefinition => ":message",
            ErrorEventDefinition => ":error",
            SignalEventDefinition => ":signal",
            EscalationEventDefinition => ":escalation",
            TerminateEventDefinition => ":terminate",
            CompensateEventDefinition => ":compensate",
            ConditionalEventDefinition => ":conditional",
            LinkEventDefinition => ":link",
            CancelEventDefinition => ":cancel",
            UnknownEventDefinition unknown => ":" + unknown.ElementName,
            _ => ":unknown",
        };
}
