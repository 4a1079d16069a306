using System.Globalization;
using Baton.Engine.UserTasks;

namespace Baton.Runtime.Jobs;

/// <summary>The user task as it will be after the change that a listener is asked about.</summary>
public sealed record ListenedTask
{
    public required long UserTaskKey { get; init; }
    public required string? Action { get; init; }
    public required string? Assignee { get; init; }
    public required IReadOnlyList<string> CandidateGroups { get; init; }
    public required IReadOnlyList<string> CandidateUsers { get; init; }

    /// <summary>What differs from the task as it is.</summary>
    public required IReadOnlyList<string> ChangedAttributes { get; init; }
    public required DateTimeOffset? DueDate { get; init; }
    public required DateTimeOffset? FollowUpDate { get; init; }
    public required long? FormKey { get; init; }
    public required int Priority { get; init; }

    internal static ListenedTask Of(UserTask task)
    {
        var transition = task.Transition;
        var details = transition?.Details ?? task.Details;
        return new()
        {
            UserTaskKey = task.Key,
            Action = transition?.Action ?? DefaultAction(task.State),
            Assignee = transition is null ? task.Assignee : transition.Assignee,
            CandidateGroups = details.CandidateGroups,
            CandidateUsers = details.CandidateUsers,
            ChangedAttributes = transition?.ChangedAttributes(task) ?? [],
            DueDate = details.DueDate,
            FollowUpDate = details.FollowUpDate,
            FormKey = details.FormKey,
            Priority = details.Priority,
        };
    }

    /// <summary>The same as headers with reserved names, which workers of older clients read. Texts and lists that are empty are left out.</summary>
    internal IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> headers)
    {
        var all = new Dictionary<string, string>(headers, StringComparer.Ordinal);
        UserTaskHeaders.Add(all, "action", Action);
        UserTaskHeaders.Add(all, "assignee", Assignee);
        UserTaskHeaders.Add(all, "candidateGroups", UserTaskHeaders.List(CandidateGroups));
        UserTaskHeaders.Add(all, "candidateUsers", UserTaskHeaders.List(CandidateUsers));
        UserTaskHeaders.Add(all, "changedAttributes", UserTaskHeaders.List(ChangedAttributes));
        UserTaskHeaders.Add(all, "dueDate", DueDate?.ToString("O", CultureInfo.InvariantCulture));
        UserTaskHeaders.Add(all, "followUpDate", FollowUpDate?.ToString("O", CultureInfo.InvariantCulture));
        UserTaskHeaders.Add(all, "formKey", FormKey?.ToString(CultureInfo.InvariantCulture));
        UserTaskHeaders.Add(all, "priority", Priority.ToString(CultureInfo.InvariantCulture));
        UserTaskHeaders.Add(all, "userTaskKey", UserTaskKey.ToString(CultureInfo.InvariantCulture));
        return all;
    }

    private static string? DefaultAction(UserTaskState state) =>
        state switch
        {
            UserTaskState.Assigning => "assign",
            UserTaskState.Updating => "update",
            UserTaskState.Completing => "complete",
            _ => null,
        };
}
