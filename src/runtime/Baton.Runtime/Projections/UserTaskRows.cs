using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Projections;

/// <summary>Writes user tasks and who may take them.</summary>
internal static class UserTaskRows
{
    public const string Users = "USER";

    public const string Groups = "GROUP";

    private static readonly string[] Key = ["root_instance_key", "user_task_key"];

    private static readonly RowShape NewTask = RowShape.Insert(
        "engine_user_task",
        "root_instance_key",
        "user_task_key",
        "process_instance_key",
        "definition_key",
        "element_instance_key",
        "element_id",
        "name",
        "state",
        "assignee",
        "candidate_users",
        "candidate_groups",
        "priority",
        "due_at",
        "follow_up_at",
        "form_key",
        "external_form",
        "created_at",
        "completed_at"
    );

    private static readonly RowShape State = new(RowVerb.Update, "engine_user_task", ["state", "completed_at"], Key);

    private static readonly RowShape Assignee = new(RowVerb.Update, "engine_user_task", ["assignee"], Key);

    private static readonly RowShape Details = new(
        RowVerb.Update,
        "engine_user_task",
        ["candidate_users", "candidate_groups", "priority", "due_at", "follow_up_at", "form_key", "external_form"],
        Key
    );

    private static readonly RowShape NoCandidates = RowShape.Delete("engine_user_task_candidate", "root_instance_key", "user_task_key");

    private static readonly RowShape NewCandidate = RowShape.InsertNew(
        "engine_user_task_candidate",
        "root_instance_key",
        "user_task_key",
        "kind",
        "candidate"
    );

    public static void Write(RowWriters writers, IReadOnlyCollection<UserTaskEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsNew)
            {
                Insert(writers, row);
            }
            else
            {
                Update(writers, row);
            }
        }
    }

    private static void Insert(RowWriters writers, UserTaskEntry row)
    {
        var writer = writers[NewTask]
            .Bind(row.Root)
            .Bind(row.Key)
            .Bind(row.ProcessInstanceKey)
            .Bind(row.DefinitionKey)
            .Bind(row.ElementInstanceKey)
            .Bind(row.ElementId)
            .Bind(row.Name)
            .Bind(row.State)
            .Bind(row.Assignee);
        BindDetails(writer, row).Bind(row.CreatedAt).Bind(row.CompletedAt).Add();
        AddCandidates(writers, row);
    }

    private static void Update(RowWriters writers, UserTaskEntry row)
    {
        if (row.AssigneeChanged)
        {
            writers[Assignee].Bind(row.Assignee).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.Details is not null)
        {
            BindDetails(writers[Details], row).Bind(row.Root).Bind(row.Key).Add();
            writers[NoCandidates].Bind(row.Root).Bind(row.Key).Add();
            AddCandidates(writers, row);
        }
        if (row.StateChanged || row.CompletedAt is not null)
        {
            writers[State].Bind(row.State).Bind(row.CompletedAt).Bind(row.Root).Bind(row.Key).Add();
        }
    }

    private static RowWriter BindDetails(RowWriter writer, UserTaskEntry row)
    {
        var details = row.Details!;
        return writer
            .Bind(Texts.Join(details.CandidateUsers))
            .Bind(Texts.Join(details.CandidateGroups))
            .Bind((long)details.Priority)
            .Bind(Instant.ToMilliseconds(details.DueDate))
            .Bind(Instant.ToMilliseconds(details.FollowUpDate))
            .Bind(details.FormKey)
            .Bind(details.ExternalForm);
    }

    private static void AddCandidates(RowWriters writers, UserTaskEntry row)
    {
        foreach (var user in row.Details!.CandidateUsers)
        {
            writers[NewCandidate].Bind(row.Root).Bind(row.Key).Bind(Users).Bind(user).Add();
        }
        foreach (var group in row.Details.CandidateGroups)
        {
            writers[NewCandidate].Bind(row.Root).Bind(row.Key).Bind(Groups).Bind(group).Add();
        }
    }
}
