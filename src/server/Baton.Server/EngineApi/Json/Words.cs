namespace Baton.Server.EngineApi.Json;

/// <summary>The closed lists of words in the contract; anything else in a request is an error.</summary>
internal static class Words
{
    public static readonly string[] DefinitionStates = ["ACTIVE", "DRAINING", "DELETED"];

    public static readonly string[] InstanceStates = ["ACTIVE", "COMPLETED", "TERMINATED"];

    public static readonly string[] ElementTypes =
    [
        "UNSPECIFIED",
        "PROCESS",
        "SUB_PROCESS",
        "EVENT_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS",
        "AD_HOC_SUB_PROCESS_INNER_INSTANCE",
        "START_EVENT",
        "INTERMEDIATE_CATCH_EVENT",
        "INTERMEDIATE_THROW_EVENT",
        "BOUNDARY_EVENT",
        "END_EVENT",
        "SERVICE_TASK",
        "RECEIVE_TASK",
        "USER_TASK",
        "MANUAL_TASK",
        "TASK",
        "EXCLUSIVE_GATEWAY",
        "INCLUSIVE_GATEWAY",
        "PARALLEL_GATEWAY",
        "EVENT_BASED_GATEWAY",
        "SEQUENCE_FLOW",
        "MULTI_INSTANCE_BODY",
        "CALL_ACTIVITY",
        "BUSINESS_RULE_TASK",
        "SCRIPT_TASK",
        "SEND_TASK",
        "UNKNOWN",
    ];

    public static readonly string[] UserTaskStates =
    [
        "CREATING",
        "CREATED",
        "ASSIGNING",
        "UPDATING",
        "COMPLETING",
        "COMPLETED",
        "CANCELING",
        "CANCELED",
        "FAILED",
    ];

    public static readonly string[] JobStates =
    [
        "CREATED",
        "COMPLETED",
        "FAILED",
        "RETRIES_UPDATED",
        "TIMED_OUT",
        "ERROR_THROWN",
        "CANCELED",
        "MIGRATED",
    ];

    public static readonly string[] JobKinds = ["BPMN_ELEMENT", "EXECUTION_LISTENER", "TASK_LISTENER", "AD_HOC_SUB_PROCESS"];

    public static readonly string[] ListenerEvents =
    [
        "UNSPECIFIED",
        "START",
        "END",
        "CREATING",
        "ASSIGNING",
        "UPDATING",
        "COMPLETING",
        "CANCELING",
        "BEFORE_ALL",
        "CANCEL",
    ];

    public static readonly string[] IncidentStates = ["ACTIVE", "PENDING", "RESOLVED", "MIGRATED", "UNKNOWN"];

    public static readonly string[] IncidentTypes =
    [
        "UNSPECIFIED",
        "UNKNOWN",
        "IO_MAPPING_ERROR",
        "JOB_NO_RETRIES",
        "EXECUTION_LISTENER_NO_RETRIES",
        "TASK_LISTENER_NO_RETRIES",
        "AD_HOC_SUB_PROCESS_NO_RETRIES",
        "CONDITION_ERROR",
        "EXTRACT_VALUE_ERROR",
        "CALLED_ELEMENT_ERROR",
        "UNHANDLED_ERROR_EVENT",
        "MESSAGE_SIZE_EXCEEDED",
        "CALLED_DECISION_ERROR",
        "DECISION_EVALUATION_ERROR",
        "FORM_NOT_FOUND",
        "RESOURCE_NOT_FOUND",
    ];

    public static readonly string[] SubscriptionStates = ["CREATED", "CORRELATED", "DELETED", "MIGRATED"];

    public static readonly string[] WaitTypes = ["JOB", "USER_TASK", "MESSAGE", "TIMER", "SIGNAL", "CONDITION"];

    public static readonly string[] Operations =
    [
        "ASSIGN",
        "CANCEL",
        "COMPLETE",
        "CREATE",
        "DELETE",
        "EVALUATE",
        "MIGRATE",
        "MODIFY",
        "RESOLVE",
        "RESUME",
        "SUSPEND",
        "UNASSIGN",
        "UNKNOWN",
        "UPDATE",
    ];

    public static readonly string[] OperationResults = ["SUCCESS", "FAIL"];

    public static readonly string[] ActorTypes = ["ANONYMOUS", "CLIENT", "UNKNOWN", "USER"];

    public static readonly string[] DecisionStates = ["EVALUATED", "FAILED", "UNSPECIFIED", "UNKNOWN"];

    public static readonly string[] DecisionTypes = ["DECISION_TABLE", "LITERAL_EXPRESSION", "UNSPECIFIED", "UNKNOWN"];

    public static readonly string[] BatchTypes =
    [
        "CANCEL_PROCESS_INSTANCE",
        "RESOLVE_INCIDENT",
        "MIGRATE_PROCESS_INSTANCE",
        "MODIFY_PROCESS_INSTANCE",
        "DELETE_PROCESS_INSTANCE",
        "ADD_VARIABLE",
        "UPDATE_VARIABLE",
        "DELETE_DECISION_DEFINITION",
        "DELETE_DECISION_INSTANCE",
        "DELETE_PROCESS_DEFINITION",
    ];

    public static readonly string[] BatchStates =
    [
        "CREATED",
        "ACTIVE",
        "SUSPENDED",
        "COMPLETED",
        "PARTIALLY_COMPLETED",
        "CANCELED",
        "FAILED",
    ];

    public static readonly string[] BatchItemStates = ["ACTIVE", "COMPLETED", "SKIPPED", "CANCELED", "FAILED"];
}
