using System.Collections.Frozen;
using Baton.Bpmn;

namespace Baton.Engine.Compilation;

/// <summary>What this engine executes, for <see cref="ValidationOptions.ExecutableKinds"/>.</summary>
public static class ExecutableKinds
{
    /// <summary>The kinds as <see cref="ElementKinds"/> names them.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            .. Names("task manualTask serviceTask sendTask receiveTask userTask scriptTask businessRuleTask"),
            .. Names("callActivity subProcess adHocSubProcess transaction"),
            .. Names("exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway complexGateway"),
            ElementKinds.EventSubProcess,
            ElementKinds.MultiInstance,
            ElementKinds.StandardLoop,
            ElementKinds.Compensation,
            ElementKinds.ExecutionListeners,
            ElementKinds.TaskListeners,
            ElementKinds.JobUserTask,
            .. Events("startEvent", " timer message signal conditional error escalation compensate"),
            .. Events("intermediateCatchEvent", "timer message signal conditional link"),
            .. Events("boundaryEvent", "timer message signal conditional error escalation compensate cancel"),
            .. Events("intermediateThrowEvent", " message signal escalation link compensate"),
            .. Events("endEvent", " message signal error escalation terminate compensate cancel"),
        ],
        StringComparer.Ordinal
    );

    private static string[] Names(string list) => list.Split(' ');

    /// <summary>An empty name stands for the event without a trigger.</summary>
    private static IEnumerable<string> Events(string element, string triggers) =>
        Names(triggers).Select(trigger => trigger.Length == 0 ? element : $"{element}:{trigger}");
}
