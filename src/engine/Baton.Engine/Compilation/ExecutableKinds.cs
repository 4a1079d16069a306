using System.Collections.Frozen;
using Baton.Bpmn;

namespace Baton.Engine.Compilation;

/// <summary>What this engine executes, for <see cref="ValidationOptions.ExecutableKinds"/>.</summary>
public static class ExecutableKinds
{
    /// <summary>The kinds as <see cref="ElementKinds"/> names them.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            .. new[] { "task", "manualTask", "serviceTask", "sendTask", "receiveTask", "userTask", "scriptTask", "businessRuleTask" },
            .. new[]
            {
                "callActivity",
                "subProcess",
                "adHocSubProcess",
                ElementKinds.EventSubProcess,
                ElementKinds.MultiInstance,
                ElementKinds.Compensation,
            },
            .. new[] { ElementKinds.ExecutionListeners, ElementKinds.TaskListeners },
            .. new[] { "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway" },
            .. new[]
            {
                "startEvent",
                "startEvent:timer",
                "startEvent:message",
                "startEvent:signal",
                "startEvent:error",
                "startEvent:escalation",
                "startEvent:conditional",
            },
            .. new[] { "timer", "message", "signal", "link", "conditional" }.Select(trigger => $"intermediateCatchEvent:{trigger}"),
            .. new[] { "timer", "message", "signal", "error", "escalation", "compensate", "conditional" }.Select(trigger =>
                $"boundaryEvent:{trigger}"
            ),
            .. new[] { "", ":message", ":signal", ":escalation", ":link", ":compensate" }.Select(trigger =>
                "intermediateThrowEvent" + trigger
            ),
            .. new[] { "", ":message", ":signal", ":error", ":escalation", ":terminate", ":compensate" }.Select(trigger =>
                "endEvent" + trigger
            ),
        ],
        StringComparer.Ordinal
    );
}
