namespace Baton.Runtime.Search;

/// <summary>A version of a process.</summary>
public sealed record ProcessDefinitionRow(
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    string? Name,
    int Version,
    string? VersionTag,
    string ResourceName,
    long DeploymentKey,
    bool IsLatestVersion,
    bool HasStartForm,
    bool IsDeleted
);

/// <summary>A process instance. State: ACTIVE, COMPLETED or TERMINATED.</summary>
public sealed record ProcessInstanceRow(
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    string? ProcessDefinitionName,
    int ProcessDefinitionVersion,
    string? ProcessDefinitionVersionTag,
    string State,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate,
    bool HasIncident,
    long? ParentProcessInstanceKey,
    long? ParentElementInstanceKey,
    string? BusinessId,
    IReadOnlyList<string> Tags
);

/// <summary>An element instance. State: ACTIVE, COMPLETED or TERMINATED; type in the words of the REST interface.</summary>
public sealed record ElementInstanceRow(
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    long? ScopeKey,
    string ElementId,
    string ElementName,
    string Type,
    string State,
    DateTimeOffset StartDate,
    DateTimeOffset? EndDate,
    long? IncidentKey
);

/// <summary>A user task. State: CREATED, COMPLETED or CANCELED.</summary>
public sealed record UserTaskRow(
    long UserTaskKey,
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    int ProcessDefinitionVersion,
    string? ProcessName,
    string ElementId,
    string Name,
    string State,
    string? Assignee,
    IReadOnlyList<string> CandidateUsers,
    IReadOnlyList<string> CandidateGroups,
    DateTimeOffset CreationDate,
    DateTimeOffset? CompletionDate,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    int Priority,
    long? FormKey,
    string? ExternalFormReference,
    IReadOnlyDictionary<string, string> CustomHeaders,
    IReadOnlyList<string> Tags
);

/// <summary>A job. State: CREATED, COMPLETED, FAILED, RETRIES_UPDATED, TIMED_OUT, ERROR_THROWN or CANCELED.</summary>
public sealed record JobRow(
    long JobKey,
    string Type,
    string Kind,
    string ListenerEventType,
    string State,
    string? Worker,
    int Retries,
    DateTimeOffset? Deadline,
    string ElementId,
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    string? ErrorCode,
    string? ErrorMessage,
    IReadOnlyDictionary<string, string> CustomHeaders,
    DateTimeOffset CreationTime,
    DateTimeOffset LastUpdateTime,
    DateTimeOffset? EndTime,
    bool? IsDenied,
    string? DeniedReason,
    int Priority
);

/// <summary>A variable with its value as JSON.</summary>
public sealed record VariableRow(
    long VariableKey,
    string Name,
    string Value,
    long ScopeKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey
);

/// <summary>An incident. State: ACTIVE or RESOLVED.</summary>
public sealed record IncidentRow(
    long IncidentKey,
    string ErrorType,
    string ErrorMessage,
    string State,
    DateTimeOffset CreationTime,
    string ElementId,
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    long? JobKey
);

/// <summary>A message subscription of an element. State: CREATED, CORRELATED or DELETED.</summary>
public sealed record MessageSubscriptionRow(
    long MessageSubscriptionKey,
    string MessageName,
    string CorrelationKey,
    string State,
    DateTimeOffset LastUpdatedDate,
    string ElementId,
    long ElementInstanceKey,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId
);

/// <summary>How many instances of an element there are and were.</summary>
public sealed record ElementStatisticsRow(string ElementId, long Active, long Canceled, long Incidents, long Completed);

/// <summary>A sequence flow that was taken by an instance.</summary>
public sealed record SequenceFlowRow(
    string ElementId,
    long ProcessInstanceKey,
    long RootProcessInstanceKey,
    long ProcessDefinitionKey,
    string ProcessDefinitionId
);

/// <summary>A form as it was deployed.</summary>
public sealed record FormRow(long FormKey, string FormId, int Version, string ResourceName, string Schema);
