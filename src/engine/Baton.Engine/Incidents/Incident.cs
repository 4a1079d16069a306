using Baton.Engine.Instances;
using Baton.Engine.Jobs;

namespace Baton.Engine.Incidents;

/// <summary>Something in the model or its data is wrong; an operator repairs it and resolves the incident.</summary>
/// <param name="Key">The incident's key.</param>
/// <param name="Element">Where it happened.</param>
/// <param name="Job">The job that it is about; null when it is about the element itself.</param>
/// <param name="Type">What kind of thing is wrong.</param>
/// <param name="Message">What is wrong and what to do, for an operator.</param>
public sealed record Incident(long Key, ElementInstance Element, Job? Job, IncidentType Type, string Message);

/// <summary>What kind of thing is wrong.</summary>
public enum IncidentType : byte
{
    Unknown = 0,
    Unspecified = 1,
    JobNoRetries = 2,
    IoMappingError = 3,
    ExtractValueError = 4,
    ConditionError = 5,
    UnhandledErrorEvent = 6,
    CalledElementError = 7,
    CalledDecisionError = 8,
    FormNotFound = 9,
    ResourceNotFound = 10,
    DecisionEvaluationError = 11,
    MessageSizeExceeded = 12,
    LoopDetected = 13,
    ExecutionListenerNoRetries = 14,
    TaskListenerNoRetries = 15,
    AdHocSubProcessNoRetries = 16,
}

/// <summary>The spelling of incident types outside the engine.</summary>
public static class IncidentTypes
{
    private static readonly string[] Names =
    [
        "UNKNOWN",
        "UNSPECIFIED",
        "JOB_NO_RETRIES",
        "IO_MAPPING_ERROR",
        "EXTRACT_VALUE_ERROR",
        "CONDITION_ERROR",
        "UNHANDLED_ERROR_EVENT",
        "CALLED_ELEMENT_ERROR",
        "CALLED_DECISION_ERROR",
        "FORM_NOT_FOUND",
        "RESOURCE_NOT_FOUND",
        "DECISION_EVALUATION_ERROR",
        "MESSAGE_SIZE_EXCEEDED",
        "UNKNOWN",
        "EXECUTION_LISTENER_NO_RETRIES",
        "TASK_LISTENER_NO_RETRIES",
        "AD_HOC_SUB_PROCESS_NO_RETRIES",
    ];

    /// <summary>The type as the REST interface writes it, such as <c>JOB_NO_RETRIES</c>. A detected loop has no name of its own there.</summary>
    public static string RestName(this IncidentType type) => Names[(int)type];
}

/// <summary>Why a step of an element failed; becomes an incident.</summary>
internal sealed record Failure(IncidentType Type, string Message);
