using System.Globalization;
using Baton.Engine.AdHoc;
using Baton.Engine.UserTasks;
using Baton.Feel;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>A worker asks for jobs of a type.</summary>
internal sealed record ActivateJobsBody
{
    private const int MaxAtOnce = 10_000;

    public required string Type { get; init; }

    public required int MaxJobsToActivate { get; init; }

    /// <summary>How long the jobs are the worker's, in milliseconds.</summary>
    public required long Timeout { get; init; }

    public string? Worker { get; init; }

    public IReadOnlyList<string>? FetchVariable { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? RequestTimeout { get; init; }

    public IReadOnlyList<string>? TenantIds { get; init; }

    public string? TenantFilter { get; init; }

    public bool? WithLease { get; init; }

    public ActivateJobsRequest ToRequest()
    {
        if (Type.Length == 0)
        {
            throw SearchReader.Wrong("type", "must not be empty");
        }
        if (MaxJobsToActivate is < 1 or > MaxAtOnce)
        {
            throw SearchReader.Wrong(
                "maxJobsToActivate",
                string.Create(CultureInfo.InvariantCulture, $"must be from 1 to {MaxAtOnce}, but is {MaxJobsToActivate}")
            );
        }
        if (Timeout < 1)
        {
            throw SearchReader.Wrong(
                "timeout",
                string.Create(CultureInfo.InvariantCulture, $"must be at least 1 millisecond, but is {Timeout}")
            );
        }
        if (TenantFilter is not (null or "PROVIDED" or "ASSIGNED"))
        {
            throw SearchReader.Wrong("tenantFilter", $"must be PROVIDED or ASSIGNED, but is '{TenantFilter}'");
        }
        return new ActivateJobsRequest(
            Type,
            MaxJobsToActivate,
            TimeSpan.FromMilliseconds(Timeout),
            Worker is { Length: > 0 } ? Worker : "default"
        )
        {
            FetchVariables = FetchVariable is { Count: > 0 } ? FetchVariable : null,
            WithLease = WithLease ?? false,
        };
    }
}

internal sealed record CompleteJobBody
{
    public FeelContext? Variables { get; init; }

    public JobResult? Result { get; init; }

    public string? JobLeaseToken { get; init; }
}

/// <summary>What listeners and ad-hoc sub-processes get back from their workers.</summary>
internal sealed record JobResult
{
    public string? Type { get; init; }

    public bool? Denied { get; init; }

    public string? DeniedReason { get; init; }

    public CorrectionsBody? Corrections { get; init; }

    public IReadOnlyList<AdHocElementBody>? ActivateElements { get; init; }

    public bool? IsCompletionConditionFulfilled { get; init; }

    public bool? IsCancelRemainingInstances { get; init; }

    /// <exception cref="BadHttpRequestException">The type is not known.</exception>
    public Engine.Jobs.JobResult ToResult() =>
        Type switch
        {
            null or "userTask" => new TaskListenerResult(Denied ?? false, DeniedReason, Corrections?.ToCorrections()),
            "adHocSubProcess" => new AdHocResult(
                [.. (ActivateElements ?? []).Select(each => each.ToActivation())],
                IsCompletionConditionFulfilled ?? false,
                IsCancelRemainingInstances ?? false
            ),
            _ => throw SearchReader.Wrong("result.type", $"must be userTask or adHocSubProcess, but is '{Type}'"),
        };
}

/// <summary>What a task listener wants to be different; null keeps a value, an empty text or list clears it.</summary>
internal sealed record CorrectionsBody
{
    public string? Assignee { get; init; }

    public string? DueDate { get; init; }

    public string? FollowUpDate { get; init; }

    public IReadOnlyList<string>? CandidateUsers { get; init; }

    public IReadOnlyList<string>? CandidateGroups { get; init; }

    public int? Priority { get; init; }

    /// <summary>Null when nothing is corrected.</summary>
    public UserTaskCorrections? ToCorrections() =>
        this == new CorrectionsBody()
            ? null
            : new UserTaskCorrections(
                Assignee,
                new UserTaskChanges
                {
                    CandidateGroups = CandidateGroups,
                    CandidateUsers = CandidateUsers,
                    DueDate = DueDate,
                    FollowUpDate = FollowUpDate,
                    Priority = Priority,
                }
            );
}

/// <summary>An element of an ad-hoc sub-process that is to begin.</summary>
internal sealed record AdHocElementBody
{
    public required string ElementId { get; init; }

    public FeelContext? Variables { get; init; }

    public AdHocActivation ToActivation() => new(ElementId, Variables ?? FeelContext.Empty);
}

internal sealed record FailJobBody
{
    public int? Retries { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? RetryBackOff { get; init; }

    public FeelContext? Variables { get; init; }

    public string? JobLeaseToken { get; init; }
}

internal sealed record JobErrorBody
{
    public required string ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public FeelContext? Variables { get; init; }

    public string? JobLeaseToken { get; init; }
}

internal sealed record UpdateJobBody
{
    public required JobChangeset Changeset { get; init; }

    public long? OperationReference { get; init; }

    public string? JobLeaseToken { get; init; }
}

internal sealed record JobChangeset
{
    public int? Retries { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? Timeout { get; init; }

    public int? Priority { get; init; }
}

internal sealed record ActivatedJobsAnswer(IReadOnlyList<ActivatedJobView> Jobs);

internal sealed record ActivatedJobView
{
    public required Key JobKey { get; init; }

    public required string Type { get; init; }

    public required Key ProcessInstanceKey { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public required int ProcessDefinitionVersion { get; init; }

    public required Key ProcessDefinitionKey { get; init; }

    public required Key RootProcessInstanceKey { get; init; }

    public required string ElementId { get; init; }

    public required Key ElementInstanceKey { get; init; }

    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    public required string Worker { get; init; }

    public required int Retries { get; init; }

    public required int Priority { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long Deadline { get; init; }

    /// <summary>What the job is ended with; null unless it was activated with a lease.</summary>
    public required string? JobLeaseToken { get; init; }

    public required FeelContext Variables { get; init; }

    public string TenantId { get; } = Tenants.Default;

    public required string Kind { get; init; }

    public required string ListenerEventType { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Of a task listener: the task that it works for.</summary>
    public required ListenedTaskView? UserTask { get; init; }

    public static ActivatedJobView Of(ActivatedJob job) =>
        new()
        {
            JobKey = job.JobKey,
            Type = job.Type,
            ProcessInstanceKey = job.ProcessInstanceKey,
            ProcessDefinitionId = job.ProcessDefinitionId,
            ProcessDefinitionVersion = job.ProcessDefinitionVersion,
            ProcessDefinitionKey = job.ProcessDefinitionKey,
            RootProcessInstanceKey = job.RootProcessInstanceKey,
            ElementId = job.ElementId,
            ElementInstanceKey = job.ElementInstanceKey,
            CustomHeaders = job.CustomHeaders,
            Worker = job.Worker,
            Retries = job.Retries,
            Priority = job.Priority,
            Deadline = job.Deadline.ToUnixTimeMilliseconds(),
            JobLeaseToken = job.LeaseToken,
            Variables = job.Variables,
            Kind = job.Kind,
            ListenerEventType = job.ListenerEventType,
            UserTask = job.UserTask is { } task ? ListenedTaskView.Of(task) : null,
            Tags = job.Tags,
        };
}

/// <summary>The user task that a task listener is asked about, as it will be.</summary>
internal sealed record ListenedTaskView(
    Key UserTaskKey,
    string? Action,
    string? Assignee,
    IReadOnlyList<string> CandidateGroups,
    IReadOnlyList<string> CandidateUsers,
    IReadOnlyList<string> ChangedAttributes,
    DateTimeOffset? DueDate,
    DateTimeOffset? FollowUpDate,
    Key? FormKey,
    int Priority
)
{
    public static ListenedTaskView Of(ListenedTask task) =>
        new(
            task.UserTaskKey,
            task.Action,
            task.Assignee,
            task.CandidateGroups,
            task.CandidateUsers,
            task.ChangedAttributes,
            task.DueDate,
            task.FollowUpDate,
            Key.Of(task.FormKey),
            task.Priority
        );
}

internal sealed record JobView
{
    public required Key JobKey { get; init; }

    public required string Type { get; init; }

    public required string Kind { get; init; }

    public required string ListenerEventType { get; init; }

    public required string State { get; init; }

    public required string Worker { get; init; }

    public required int Retries { get; init; }

    public required int Priority { get; init; }

    public required bool HasFailedWithRetriesLeft { get; init; }

    public required DateTimeOffset? Deadline { get; init; }

    public required string ElementId { get; init; }

    public required Key ElementInstanceKey { get; init; }

    public required Key ProcessInstanceKey { get; init; }

    public required Key RootProcessInstanceKey { get; init; }

    public required Key ProcessDefinitionKey { get; init; }

    public required string ProcessDefinitionId { get; init; }

    public required string? ErrorCode { get; init; }

    public required string? ErrorMessage { get; init; }

    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastUpdateTime { get; init; }

    public required DateTimeOffset? EndTime { get; init; }

    public required bool? IsDenied { get; init; }

    public required string? DeniedReason { get; init; }

    public string TenantId { get; } = Tenants.Default;

    public static JobView Of(JobRow row) =>
        new()
        {
            JobKey = row.JobKey,
            Type = row.Type,
            Kind = row.Kind,
            ListenerEventType = row.ListenerEventType,
            State = row.State,
            Worker = row.Worker ?? "",
            Retries = row.Retries,
            Priority = row.Priority,
            HasFailedWithRetriesLeft = row.State == "FAILED" && row.Retries > 0,
            Deadline = row.Deadline,
            ElementId = row.ElementId,
            ElementInstanceKey = row.ElementInstanceKey,
            ProcessInstanceKey = row.ProcessInstanceKey,
            RootProcessInstanceKey = row.RootProcessInstanceKey,
            ProcessDefinitionKey = row.ProcessDefinitionKey,
            ProcessDefinitionId = row.ProcessDefinitionId,
            ErrorCode = row.ErrorCode,
            ErrorMessage = row.ErrorMessage,
            CustomHeaders = row.CustomHeaders,
            CreationTime = row.CreationTime,
            LastUpdateTime = row.LastUpdateTime,
            EndTime = row.EndTime,
            IsDenied = row.IsDenied,
            DeniedReason = row.DeniedReason,
        };
}
