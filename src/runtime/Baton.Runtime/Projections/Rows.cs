using Baton.Engine.Deployments;
using Baton.Engine.UserTasks;

namespace Baton.Runtime.Projections;

/// <summary>A row that a unit of work adds or changes; the last state counts, whatever happened in between.</summary>
internal abstract class PendingRow(long root, long key, bool isNew)
{
    public long Root { get; } = root;

    public long Key { get; } = key;

    /// <summary>The row is not in the database yet.</summary>
    public bool IsNew { get; set; } = isNew;
}

/// <summary>A row of engine_process_instance.</summary>
internal sealed class ProcessInstanceEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public DeployedProcess Definition { get; set; } = null!;
    public long? ParentProcessInstanceKey { get; set; }
    public long? ParentElementInstanceKey { get; set; }
    public string? BusinessId { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];
    public string? MessageKey { get; set; }
    public long StartedAt { get; set; }
    public string State { get; set; } = RowStates.Active;
    public long? EndedAt { get; set; }
}

/// <summary>A row of engine_element_instance.</summary>
internal sealed class ElementInstanceEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long DefinitionKey { get; set; }
    public long ScopeKey { get; set; }
    public string ElementId { get; set; } = "";
    public string? Name { get; set; }
    public string Type { get; set; } = "";
    public long StartedAt { get; set; }
    public string State { get; set; } = RowStates.Active;
    public long? EndedAt { get; set; }
}

/// <summary>A row of engine_user_task with its candidates.</summary>
internal sealed class UserTaskEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long DefinitionKey { get; set; }
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public string Name { get; set; } = "";
    public long CreatedAt { get; set; }
    public string State { get; set; } = RowStates.Created;
    public bool StateChanged { get; set; }
    public string? Assignee { get; set; }
    public bool AssigneeChanged { get; set; }

    /// <summary>Null when unchanged.</summary>
    public UserTaskDetails? Details { get; set; }
    public long? CompletedAt { get; set; }
}

/// <summary>A row of engine_job. Lease columns are written by the lease itself.</summary>
internal sealed class JobEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long DefinitionKey { get; set; }
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public string Type { get; set; } = "";
    public string Kind { get; set; } = "";
    public string ListenerEvent { get; set; } = "UNSPECIFIED";

    /// <summary>The headers that this job alone has, as JSON; null when it has none.</summary>
    public string? Headers { get; set; }

    /// <summary>Of a listener that has decided.</summary>
    public bool? IsDenied { get; set; }
    public string? DeniedReason { get; set; }
    public long CreatedAt { get; set; }

    /// <summary>Null is that of a new row, or leaves the row as it is.</summary>
    public string? State { get; set; }
    public int? Retries { get; set; }

    /// <summary>Null leaves the row as it is.</summary>
    public int? Priority { get; set; }

    /// <summary>Workers may have it from this instant on; null leaves the row as it is.</summary>
    public long? AvailableAt { get; set; }

    /// <summary>Whether workers may take it at all; null leaves the row as it is.</summary>
    public bool? IsOpen { get; set; }
    public bool EndsLease { get; set; }
    public string? ErrorCode { get; set; }
    public string? ErrorMessage { get; set; }
    public long UpdatedAt { get; set; }
    public long? EndedAt { get; set; }
}

/// <summary>A row of engine_timer; gone as soon as the timer is.</summary>
internal sealed class TimerEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public long DueAt { get; set; }
    public bool IsGone { get; set; }
}

/// <summary>A row of engine_signal_subscription; gone as soon as nobody waits.</summary>
internal sealed class SignalEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public string SignalName { get; set; } = "";
    public bool IsGone { get; set; }
}

/// <summary>A row of engine_message_subscription.</summary>
internal sealed class SubscriptionEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long DefinitionKey { get; set; }
    public string ProcessId { get; set; } = "";
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public string MessageName { get; set; } = "";
    public string CorrelationKey { get; set; } = "";
    public string State { get; set; } = RowStates.Created;
    public bool IsOpen { get; set; } = true;
    public long UpdatedAt { get; set; }
}

/// <summary>A row of engine_incident.</summary>
internal sealed class IncidentEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    public long ProcessInstanceKey { get; set; }
    public long DefinitionKey { get; set; }
    public long ElementInstanceKey { get; set; }
    public string ElementId { get; set; } = "";
    public long? JobKey { get; set; }
    public string Type { get; set; } = "";
    public string Message { get; set; } = "";
    public long RaisedAt { get; set; }
    public string State { get; set; } = RowStates.Active;
    public long? ResolvedAt { get; set; }
}

/// <summary>The states of rows, as the REST interface spells them.</summary>
internal static class RowStates
{
    public const string Active = "ACTIVE";
    public const string Completed = "COMPLETED";
    public const string Terminated = "TERMINATED";
    public const string Created = "CREATED";
    public const string Canceled = "CANCELED";
    public const string Failed = "FAILED";
    public const string RetriesUpdated = "RETRIES_UPDATED";
    public const string ErrorThrown = "ERROR_THROWN";
    public const string Correlated = "CORRELATED";
    public const string Deleted = "DELETED";
    public const string Resolved = "RESOLVED";
}
