using System.Globalization;
using System.Text.Json;
using Baton.Engine.UserTasks;

namespace Baton.Runtime.Jobs;

/// <summary>The user task as it will be after the change that a listener is asked about.</summary>
public sealed record ListenedTask
{
    private const string Prefix = "io.camunda.zeebe:";

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
        Add("action", Action);
        Add("assignee", Assignee);
        Add("candidateGroups", List(CandidateGroups));
        Add("candidateUsers", List(CandidateUsers));
        Add("changedAttributes", List(ChangedAttributes));
        Add("dueDate", DueDate?.ToString("O", CultureInfo.InvariantCulture));
        Add("followUpDate", FollowUpDate?.ToString("O", CultureInfo.InvariantCulture));
        Add("formKey", FormKey?.ToString(CultureInfo.InvariantCulture));
        Add("priority", Priority.ToString(CultureInfo.InvariantCulture));
        Add("userTaskKey", UserTaskKey.ToString(CultureInfo.InvariantCulture));
        return all;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                all[Prefix + name] = value;
            }
        }
    }

    private static string? List(IReadOnlyList<string> names) => names.Count == 0 ? null : JsonSerializer.Serialize(names);

    private static string? DefaultAction(UserTaskState state) =>
        state switch
        {
            UserTaskState.Assigning => "assign",
            UserTaskState.Updating => "update",
            UserTaskState.Completing => "complete",
            _ => null,
        };
}
