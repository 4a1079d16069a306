using System.Globalization;
using Baton.Engine;
using Baton.Engine.Events;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.Signals;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;
using Baton.Runtime.Search;

namespace Baton.Desk.Operations;

/// <summary>Puts the engine's events into steps that people can follow; what is only bookkeeping of the engine is left out.</summary>
internal static class JournalSteps
{
    /// <summary>Longer values are cut: thousands of steps must reach a browser at once.</summary>
    private const int LongestValue = 300;

    public static JournalStep? Of(JournalLine line)
    {
        var step = Of(line.Event);
        return step is null ? null : step with { At = line.At };
    }

    private static JournalStep? Of(EngineEvent @event) =>
        @event switch
        {
            InstanceCreated one => Step("instance-created", one.ProcessInstanceKey, one.ProcessId) with
            {
                Detail = one.ProcessVersion.ToString(CultureInfo.InvariantCulture),
            },
            InstanceMigrated one => Step("instance-migrated", one.ProcessInstanceKey, one.ProcessId) with
            {
                Detail = one.ProcessVersion.ToString(CultureInfo.InvariantCulture),
            },
            ElementActivating one => Step("element-activating", one.Key, one.ElementId) with { Scope = one.ScopeKey, Detail = one.FlowId },
            ElementActivated one => Step("element-activated", one.Key, one.ElementId),
            ElementCompleted one => Step("element-completed", one.Key, one.ElementId),
            ElementTerminated one => Step("element-terminated", one.Key, one.ElementId),
            SequenceFlowTaken one => Step("flow-taken", one.ScopeKey, one.FlowId),
            EventTriggered one => Step("event-triggered", one.Key, one.CatcherId),
            VariableCreated one => Variable("variable-created", one.Key, one.ScopeKey, one.Name, one.Value),
            VariableUpdated one => Variable("variable-updated", one.Key, one.ScopeKey, one.Name, one.Value),
            JobCreated one => Step("job-created", one.ElementInstanceKey, one.ElementId) with { Detail = one.Type },
            JobCompleted one => Step("job-completed", one.ElementInstanceKey, null),
            JobFailed one => Step("job-failed", one.ElementInstanceKey, null) with { Detail = Cut(one.Message) },
            JobErrorThrown one => Step("job-error", one.ElementInstanceKey, null) with { Detail = one.ErrorCode },
            JobRetriesUpdated one => Step("job-retries", one.ElementInstanceKey, null) with
            {
                Detail = one.Retries.ToString(CultureInfo.InvariantCulture),
            },
            TimerScheduled one => Step("timer-scheduled", one.ElementInstanceKey, one.ElementId) with
            {
                Detail = one.Plan.DueAt.ToString("O", CultureInfo.InvariantCulture),
            },
            TimerTriggered one => Step("timer-triggered", one.ElementInstanceKey, one.ElementId),
            MessageSubscriptionOpened one => Step("message-awaited", one.ElementInstanceKey, one.ElementId) with
            {
                Detail = one.MessageName,
            },
            MessageSubscriptionCorrelated one => Step("message-received", one.ElementInstanceKey, one.ElementId) with
            {
                Detail = one.MessageName,
            },
            SignalReceived one => Step("signal-received", one.ElementInstanceKey, one.ElementId) with { Detail = one.SignalName },
            UserTaskCreated one => Step("task-created", one.ElementInstanceKey, one.ElementId),
            UserTaskAssigned { Assignee: null } one => Step("task-unassigned", one.ElementInstanceKey, null),
            UserTaskAssigned one => Step("task-assigned", one.ElementInstanceKey, null) with { Detail = one.Assignee },
            UserTaskUpdated one => Step("task-updated", one.ElementInstanceKey, null),
            UserTaskCompleted one => Step("task-completed", one.ElementInstanceKey, null) with { Detail = one.Assignee },
            UserTaskCanceled one => Step("task-canceled", one.ElementInstanceKey, null),
            IncidentRaised one => Step("incident-raised", one.ElementInstanceKey, one.ElementId) with { Detail = Cut(one.Message) },
            IncidentResolved one => Step("incident-resolved", one.ElementInstanceKey, null),
            DecisionEvaluated one => Step("decision-evaluated", one.ElementInstanceKey, one.ElementId) with
            {
                Detail = one.DecisionId,
                Value = Cut(FeelJson.ToJson(one.Output)),
            },
            _ => null,
        };

    private static JournalStep Step(string kind, long key, string? element) =>
        new()
        {
            Kind = kind,
            At = default,
            Key = key,
            Element = element,
        };

    private static JournalStep Variable(string kind, long key, long scope, string name, FeelValue value) =>
        Step(kind, key, null) with
        {
            Scope = scope,
            Detail = name,
            Value = Cut(FeelJson.ToJson(value)),
        };

    private static string? Cut(string? text) => text?.Length > LongestValue ? text[..LongestValue] + "…" : text;
}
