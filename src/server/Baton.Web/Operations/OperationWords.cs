namespace Baton.Web.Operations;

/// <summary>The engine's words in the reader's language.</summary>
internal static class OperationWords
{
    public static string State(string state) =>
        state switch
        {
            "active" => OperationsTexts.StateActive,
            "completed" => OperationsTexts.StateCompleted,
            "terminated" => OperationsTexts.StateTerminated,
            _ => state,
        };

    public static string JobState(string state) =>
        state switch
        {
            "CREATED" => OperationsTexts.JobCreated,
            "FAILED" => OperationsTexts.JobFailed,
            "RETRIES_UPDATED" => OperationsTexts.JobRetriesUpdated,
            "TIMED_OUT" => OperationsTexts.JobTimedOut,
            "COMPLETED" => OperationsTexts.JobCompleted,
            "ERROR_THROWN" => OperationsTexts.JobErrorThrown,
            "CANCELED" => OperationsTexts.JobCanceled,
            _ => state,
        };

    public static string TaskState(string state) =>
        state switch
        {
            "CREATED" => OperationsTexts.TaskOpen,
            "COMPLETED" => OperationsTexts.StateCompleted,
            "CANCELED" => OperationsTexts.JobCanceled,
            _ => state,
        };

    public static string TaskStep(string operation) =>
        operation switch
        {
            "CREATE" => OperationsTexts.StepCreate,
            "ASSIGN" => OperationsTexts.StepAssign,
            "UNASSIGN" => OperationsTexts.StepUnassign,
            "UPDATE" => OperationsTexts.StepUpdate,
            "COMPLETE" => OperationsTexts.StepComplete,
            "CANCEL" => OperationsTexts.StepCancel,
            _ => operation,
        };

    public static string Deed(string deed) =>
        deed switch
        {
            "cancel" => OperationsTexts.DeedCancel,
            "retry" => OperationsTexts.DeedRetry,
            "set-variable" => OperationsTexts.DeedSetVariable,
            "set-retries" => OperationsTexts.DeedSetRetries,
            "move" => OperationsTexts.DeedMove,
            _ => deed,
        };

    public static string BatchType(string type) =>
        type switch
        {
            "CANCEL_PROCESS_INSTANCE" => OperationsTexts.BatchCancel,
            "RESOLVE_INCIDENT" => OperationsTexts.BatchRetry,
            "MIGRATE_PROCESS_INSTANCE" => OperationsTexts.BatchMigrate,
            "MODIFY_PROCESS_INSTANCE" => OperationsTexts.BatchModify,
            "DELETE_PROCESS_INSTANCE" => OperationsTexts.BatchDelete,
            _ => type,
        };

    public static string BatchState(string state) =>
        state switch
        {
            "CREATED" => OperationsTexts.BatchCreated,
            "ACTIVE" => OperationsTexts.BatchActive,
            "SUSPENDED" => OperationsTexts.BatchSuspended,
            "COMPLETED" => OperationsTexts.BatchCompleted,
            "PARTIALLY_COMPLETED" => OperationsTexts.BatchPartly,
            "CANCELED" => OperationsTexts.BatchStopped,
            "FAILED" => OperationsTexts.BatchFailed,
            _ => state,
        };

    public static string ItemState(string state) =>
        state switch
        {
            "ACTIVE" => OperationsTexts.ItemWaits,
            "COMPLETED" => OperationsTexts.ItemDone,
            "SKIPPED" => OperationsTexts.ItemSkipped,
            "FAILED" => OperationsTexts.BatchFailed,
            "CANCELED" => OperationsTexts.BatchStopped,
            _ => state,
        };

    /// <summary>What kind of thing is wrong.</summary>
    public static string IncidentType(string type) =>
        type switch
        {
            "JOB_NO_RETRIES" or "EXECUTION_LISTENER_NO_RETRIES" or "TASK_LISTENER_NO_RETRIES" or "AD_HOC_SUB_PROCESS_NO_RETRIES" =>
                OperationsTexts.WrongJob,
            "IO_MAPPING_ERROR" => OperationsTexts.WrongMapping,
            "EXTRACT_VALUE_ERROR" or "CONDITION_ERROR" => OperationsTexts.WrongExpression,
            "UNHANDLED_ERROR_EVENT" => OperationsTexts.WrongErrorEvent,
            "CALLED_ELEMENT_ERROR" or "CALLED_DECISION_ERROR" or "FORM_NOT_FOUND" or "RESOURCE_NOT_FOUND" => OperationsTexts.WrongResource,
            "DECISION_EVALUATION_ERROR" => OperationsTexts.WrongDecision,
            _ => OperationsTexts.WrongOther,
        };

    /// <summary>What an operator can do about it.</summary>
    public static string Advice(string type) =>
        type switch
        {
            "JOB_NO_RETRIES" or "EXECUTION_LISTENER_NO_RETRIES" or "TASK_LISTENER_NO_RETRIES" or "AD_HOC_SUB_PROCESS_NO_RETRIES" =>
                OperationsTexts.AdviceJob,
            "IO_MAPPING_ERROR" or "EXTRACT_VALUE_ERROR" or "CONDITION_ERROR" => OperationsTexts.AdviceVariable,
            "UNHANDLED_ERROR_EVENT" => OperationsTexts.AdviceErrorEvent,
            "CALLED_ELEMENT_ERROR" or "CALLED_DECISION_ERROR" or "FORM_NOT_FOUND" or "RESOURCE_NOT_FOUND" => OperationsTexts.AdviceResource,
            "DECISION_EVALUATION_ERROR" => OperationsTexts.AdviceDecision,
            _ => OperationsTexts.AdviceOther,
        };
}
