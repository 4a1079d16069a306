using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using static Baton.Runtime.Search.SearchTables;

namespace Baton.Runtime.Search;

/// <summary>The rows of operations on many instances.</summary>
internal static class BatchTables
{
    /// <summary>What a canceled operation has not done yet shows as canceled, without anything having to write that.</summary>
    private const string ItemState = "CASE WHEN t.state = 'ACTIVE' AND o.state = 'CANCELED' THEN 'CANCELED' ELSE t.state END";

    private const string ActorType = "CASE WHEN t.actor IS NULL THEN NULL ELSE 'USER' END";

    /// <summary>The operations that a process instance (t) is or was part of.</summary>
    public static SearchField OfInstance { get; } =
        new(
            "b.operation_key",
            FieldKind.Key,
            "EXISTS (SELECT 1 FROM engine_batch_operation_item b WHERE b.process_instance_key = t.process_instance_key AND {0})"
        );

    public static SearchTable<BatchOperationRow> Operations { get; } =
        new(
            "t.operation_key",
            "t.operation_key, t.type, t.state, t.started_at, t.ended_at, t.actor, t.total, t.failed, t.completed, t.error",
            "engine_batch_operation t",
            Fields(
                ("batchOperationKey", Key("t.operation_key")),
                ("operationType", Text("t.type")),
                ("state", Text("t.state")),
                ("startDate", Moment("t.started_at")),
                ("endDate", Moment("t.ended_at")),
                ("actorType", Text(ActorType)),
                ("actorId", Text("t.actor"))
            ),
            row =>
                new()
                {
                    BatchOperationKey = row.GetInt64(0),
                    Type = row.GetString(1),
                    State = row.GetString(2),
                    StartDate = Instant.FromMilliseconds(row.Whole(3)),
                    EndDate = Instant.FromMilliseconds(row.Whole(4)),
                    Actor = row.Text(5),
                    Total = row.GetInt64(6),
                    Failed = row.GetInt64(7),
                    Completed = row.GetInt64(8),
                    Error = row.Text(9),
                }
        );

    public static SearchTable<BatchItemRow> Items { get; } =
        new(
            "t.entry_key",
            $"""
            t.operation_key, o.type, t.item_key, t.process_instance_key, t.root_process_instance_key, {ItemState}, t.processed_at,
            t.error_message
            """,
            "engine_batch_operation_item t JOIN engine_batch_operation o ON o.operation_key = t.operation_key",
            Fields(
                ("batchOperationKey", Key("t.operation_key")),
                ("operationType", Text("o.type")),
                ("itemKey", Key("t.item_key")),
                ("processInstanceKey", Key("t.process_instance_key")),
                ("rootProcessInstanceKey", Key("t.root_process_instance_key")),
                ("state", Text(ItemState)),
                ("processedDate", Moment("t.processed_at"))
            ),
            row =>
                new()
                {
                    BatchOperationKey = row.GetInt64(0),
                    Type = row.GetString(1),
                    ItemKey = row.GetInt64(2),
                    ProcessInstanceKey = row.Whole(3),
                    RootProcessInstanceKey = row.Whole(4),
                    State = row.GetString(5),
                    ProcessedDate = Instant.FromMilliseconds(row.Whole(6)),
                    ErrorMessage = row.Text(7),
                }
        );
}
