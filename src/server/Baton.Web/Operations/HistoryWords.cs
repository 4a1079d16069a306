namespace Baton.Web.Operations;

/// <summary>What happened, as sentences with gaps for the element, the detail and the value.</summary>
internal static class HistoryWords
{
    public static IReadOnlyDictionary<string, string> All() =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["instance-created"] = OperationsTexts.HappenedInstanceCreated,
            ["instance-migrated"] = OperationsTexts.HappenedInstanceMigrated,
            ["element-activating"] = OperationsTexts.HappenedElementActivating,
            ["element-activated"] = OperationsTexts.HappenedElementActivated,
            ["element-completed"] = OperationsTexts.HappenedElementCompleted,
            ["element-terminated"] = OperationsTexts.HappenedElementTerminated,
            ["flow-taken"] = OperationsTexts.HappenedFlowTaken,
            ["event-triggered"] = OperationsTexts.HappenedEventTriggered,
            ["variable-created"] = OperationsTexts.HappenedVariableCreated,
            ["variable-updated"] = OperationsTexts.HappenedVariableUpdated,
            ["job-created"] = OperationsTexts.HappenedJobCreated,
            ["job-completed"] = OperationsTexts.HappenedJobCompleted,
            ["job-failed"] = OperationsTexts.HappenedJobFailed,
            ["job-error"] = OperationsTexts.HappenedJobError,
            ["job-retries"] = OperationsTexts.HappenedJobRetries,
            ["timer-scheduled"] = OperationsTexts.HappenedTimerScheduled,
            ["timer-triggered"] = OperationsTexts.HappenedTimerTriggered,
            ["message-awaited"] = OperationsTexts.HappenedMessageAwaited,
            ["message-received"] = OperationsTexts.HappenedMessageReceived,
            ["signal-received"] = OperationsTexts.HappenedSignalReceived,
            ["task-created"] = OperationsTexts.HappenedTaskCreated,
            ["task-assigned"] = OperationsTexts.HappenedTaskAssigned,
            ["task-unassigned"] = OperationsTexts.HappenedTaskUnassigned,
            ["task-updated"] = OperationsTexts.HappenedTaskUpdated,
            ["task-completed"] = OperationsTexts.HappenedTaskCompleted,
            ["task-canceled"] = OperationsTexts.HappenedTaskCanceled,
            ["incident-raised"] = OperationsTexts.HappenedIncidentRaised,
            ["incident-resolved"] = OperationsTexts.HappenedIncidentResolved,
            ["decision-evaluated"] = OperationsTexts.HappenedDecisionEvaluated,
        };
}
