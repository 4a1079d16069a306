using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>Writes jobs. Who works on one and until when is the lease's part of the row.</summary>
internal static class JobRows
{
    private static readonly string[] Key = ["root_instance_key", "job_key"];

    private static readonly RowShape NewJob = RowShape.Insert(
        "engine_job",
        "root_instance_key",
        "job_key",
        "process_instance_key",
        "definition_key",
        "element_instance_key",
        "element_id",
        "type",
        "kind",
        "listener_event",
        "state",
        "retries",
        "is_open",
        "available_at",
        "error_code",
        "error_message",
        "created_at",
        "updated_at",
        "ended_at",
        "is_denied",
        "denied_reason",
        "headers",
        "priority"
    );

    private static readonly RowShape State = new(RowVerb.Update, "engine_job", ["state", "updated_at", "ended_at"], Key);

    /// <summary>What nearly every job goes through, in one statement.</summary>
    private static readonly RowShape StateAndAvailability = new(
        RowVerb.Update,
        "engine_job",
        ["state", "updated_at", "ended_at", "is_open"],
        Key
    );

    private static readonly RowShape Touched = new(RowVerb.Update, "engine_job", ["updated_at"], Key);

    private static readonly RowShape Priority = new(RowVerb.Update, "engine_job", ["priority"], Key);

    private static readonly RowShape Retries = new(RowVerb.Update, "engine_job", ["retries"], Key);

    private static readonly RowShape Availability = new(RowVerb.Update, "engine_job", ["is_open"], Key);

    /// <summary>The worker stays: it is the one that failed.</summary>
    private static readonly RowShape NoLease = new(RowVerb.Update, "engine_job", ["available_at", "deadline"], Key);

    private static readonly RowShape Decision = new(RowVerb.Update, "engine_job", ["is_denied", "denied_reason"], Key);

    private static readonly RowShape Error = new(RowVerb.Update, "engine_job", ["error_code", "error_message"], Key);

    public static void Write(RowWriters writers, IReadOnlyCollection<JobEntry> rows)
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

    private static void Insert(RowWriters writers, JobEntry row) =>
        writers[NewJob]
            .Bind(row.Root)
            .Bind(row.Key)
            .Bind(row.ProcessInstanceKey)
            .Bind(row.DefinitionKey)
            .Bind(row.ElementInstanceKey)
            .Bind(row.ElementId)
            .Bind(row.Type)
            .Bind(row.Kind)
            .Bind(row.ListenerEvent)
            .Bind(row.State ?? RowStates.Created)
            .Bind((long)(row.Retries ?? 0))
            .Bind(row.IsOpen ?? true)
            .Bind(row.AvailableAt ?? 0)
            .Bind(row.ErrorCode)
            .Bind(row.ErrorMessage)
            .Bind(row.CreatedAt)
            .Bind(row.UpdatedAt)
            .Bind(row.EndedAt)
            .Bind(Denied(row))
            .Bind(row.DeniedReason)
            .Bind(row.Headers)
            .Bind((long)(row.Priority ?? 0))
            .Add();

    private static void Update(RowWriters writers, JobEntry row)
    {
        if (row is { State: { } next, IsOpen: { } opens })
        {
            writers[StateAndAvailability].Bind(next).Bind(row.UpdatedAt).Bind(row.EndedAt).Bind(opens).Bind(row.Root).Bind(row.Key).Add();
        }
        else if (row.State is { } state)
        {
            writers[State].Bind(state).Bind(row.UpdatedAt).Bind(row.EndedAt).Bind(row.Root).Bind(row.Key).Add();
        }
        else
        {
            writers[Touched].Bind(row.UpdatedAt).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.Priority is { } priority)
        {
            writers[Priority].Bind((long)priority).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.Retries is { } retries)
        {
            writers[Retries].Bind((long)retries).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row is { State: null, IsOpen: { } isOpen })
        {
            writers[Availability].Bind(isOpen).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.EndsLease)
        {
            writers[NoLease].Bind(row.AvailableAt ?? 0).Bind((long?)null).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.IsDenied is not null)
        {
            writers[Decision].Bind(Denied(row)).Bind(row.DeniedReason).Bind(row.Root).Bind(row.Key).Add();
        }
        if (row.ErrorCode is not null || row.ErrorMessage is not null)
        {
            writers[Error].Bind(row.ErrorCode).Bind(row.ErrorMessage).Bind(row.Root).Bind(row.Key).Add();
        }
    }

    private static long? Denied(JobEntry row) => row.IsDenied is { } isDenied ? (isDenied ? 1 : 0) : null;
}
