using Baton.Runtime.Search;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Batches;

/// <summary>Writes operations and their items, inside a unit of work.</summary>
internal static class BatchStore
{
    private const int LongestMessage = 4_000;

    private static readonly RowShape NewItem = RowShape.Insert(
        "engine_batch_operation_item",
        "operation_key",
        "entry_key",
        "item_key",
        "process_instance_key",
        "root_process_instance_key",
        "state"
    );

    /// <summary>Starts an operation with the first items found; more of them are looked for when <paramref name="isComplete"/> is false.</summary>
    public static CreatedBatch Create(
        UnitOfWork unit,
        BatchPlan plan,
        Filter filter,
        string? actor,
        IReadOnlyList<FoundItem> items,
        bool isComplete
    )
    {
        unit.Rows.Send();
        var key = unit.NextKey();
        unit.Group.Store.Query(
                """
                INSERT INTO engine_batch_operation (operation_key, type, state, plan, filter, actor, total, completed, failed, collected_to,
                  is_collected, created_at)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 0, 0, @p7, @p8, @p9)
                """
            )
            .With(key)
            .With(plan.Type)
            .With(BatchWords.Created)
            .With(plan.Write())
            .With(FilterJson.Write(filter))
            .With(actor)
            .With((long)items.Count)
            .With(items.Count > 0 ? items[^1].ItemKey : 0L)
            .With(isComplete ? 1L : 0L)
            .With(Instant.ToMilliseconds(unit.Now))
            .Execute();
        Add(unit, key, items);
        return new(key, plan.Type);
    }

    /// <summary>Adds the page of items after <paramref name="after"/>; does nothing when somebody else was faster or it has ended.</summary>
    public static void Collect(UnitOfWork unit, long operationKey, long after, IReadOnlyList<FoundItem> items, bool isComplete)
    {
        unit.Rows.Send();
        var changed = unit
            .Group.Store.Query(
                """
                UPDATE engine_batch_operation SET total = total + @p2, collected_to = @p3, is_collected = @p4
                WHERE operation_key = @p0 AND collected_to = @p1 AND ended_at IS NULL
                """
            )
            .With(operationKey)
            .With(after)
            .With((long)items.Count)
            .With(items.Count > 0 ? items[^1].ItemKey : after)
            .With(isComplete ? 1L : 0L)
            .Execute();
        if (changed > 0)
        {
            Add(unit, operationKey, items);
        }
    }

    /// <summary>All items are known: the operation begins, and ends at once where there are none.</summary>
    public static void Begin(UnitOfWork unit, long operationKey)
    {
        unit.Rows.Send();
        unit.Group.Store.Query(
                """
                UPDATE engine_batch_operation SET state = @p1, started_at = @p2
                WHERE operation_key = @p0 AND state = @p3 AND is_collected = 1
                """
            )
            .With(operationKey)
            .With(BatchWords.Active)
            .With(Instant.ToMilliseconds(unit.Now))
            .With(BatchWords.Created)
            .Execute();
        EndIfDone(unit, operationKey);
    }

    /// <summary>The items cannot be found.</summary>
    public static void Fail(UnitOfWork unit, long operationKey, string reason)
    {
        unit.Rows.Send();
        unit.Group.Store.Query(
                "UPDATE engine_batch_operation SET state = @p1, error = @p2, ended_at = @p3 WHERE operation_key = @p0 AND ended_at IS NULL"
            )
            .With(operationKey)
            .With(BatchWords.Failed)
            .With(Short(reason))
            .With(Instant.ToMilliseconds(unit.Now))
            .Execute();
    }

    /// <summary>Whether the item is still to be done: neither done by now nor its operation stopped.</summary>
    public static bool IsOpen(UnitOfWork unit, long operationKey, long entryKey) =>
        unit
            .Group.Store.Query(
                $"""
                SELECT 1 FROM engine_batch_operation o JOIN engine_batch_operation_item i ON i.operation_key = o.operation_key
                WHERE o.operation_key = @p0 AND i.entry_key = @p1 AND o.state = @p2 AND i.state = @p2{(
                    unit.Group.Store.IsShared ? " FOR UPDATE OF i SKIP LOCKED" : ""
                )}
                """
            )
            .With(operationKey)
            .With(entryKey)
            .With(BatchWords.Active)
            .Number()
            is not null;

    /// <summary>Keeps what became of an item and counts it. An operation that was canceled meanwhile stays as it is.</summary>
    public static void Record(UnitOfWork unit, long operationKey, long entryKey, string state, string? message)
    {
        unit.Rows.Send();
        var changed = unit
            .Group.Store.Query(
                """
                UPDATE engine_batch_operation_item SET state = @p2, processed_at = @p3, error_message = @p4
                WHERE operation_key = @p0 AND entry_key = @p1 AND state = @p5
                  AND EXISTS (SELECT 1 FROM engine_batch_operation o WHERE o.operation_key = @p0 AND o.ended_at IS NULL)
                """
            )
            .With(operationKey)
            .With(entryKey)
            .With(state)
            .With(Instant.ToMilliseconds(unit.Now))
            .With(message is null ? null : Short(message))
            .With(BatchWords.Active)
            .Execute();
        if (changed == 0)
        {
            return;
        }
        var column = state == BatchWords.Failed ? "failed" : "completed";
        unit.Group.Store.Query($"UPDATE engine_batch_operation SET {column} = {column} + 1 WHERE operation_key = @p0")
            .With(operationKey)
            .Execute();
        EndIfDone(unit, operationKey);
    }

    private static void EndIfDone(UnitOfWork unit, long operationKey) =>
        unit
            .Group.Store.Query(
                """
                UPDATE engine_batch_operation SET ended_at = @p1,
                  state = CASE WHEN failed = 0 THEN @p2 WHEN completed = 0 THEN @p3 ELSE @p4 END
                WHERE operation_key = @p0 AND is_collected = 1 AND ended_at IS NULL AND completed + failed = total
                """
            )
            .With(operationKey)
            .With(Instant.ToMilliseconds(unit.Now))
            .With(BatchWords.Completed)
            .With(BatchWords.Failed)
            .With(BatchWords.PartiallyCompleted)
            .Execute();

    private static void Add(UnitOfWork unit, long operationKey, IReadOnlyList<FoundItem> items)
    {
        var writers = unit.Group.Store.Writers;
        foreach (var item in items)
        {
            writers[NewItem]
                .Bind(operationKey)
                .Bind(unit.NextKey())
                .Bind(item.ItemKey)
                .Bind(item.ProcessInstanceKey)
                .Bind(item.RootProcessInstanceKey)
                .Bind(BatchWords.Active)
                .Add();
        }
    }

    private static string Short(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
}
