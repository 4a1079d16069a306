using System.Data.Common;
using System.Globalization;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.UserTasks;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Search;

/// <summary>One thing that was done with a user task. Operation: CREATE, ASSIGN, UNASSIGN, UPDATE, COMPLETE or CANCEL.</summary>
/// <param name="Key">Its own key: the task's, followed by six digits that count from 1.</param>
/// <param name="Operation">What was done.</param>
/// <param name="Timestamp">When.</param>
public sealed record UserTaskLogRow(string Key, string Operation, DateTimeOffset Timestamp);

/// <summary>What was done with a user task, read from the journal of its instance: the log is what happened, not a second account of it.</summary>
internal static class UserTaskLog
{
    /// <summary>More is not shown of one task; the newest are left out.</summary>
    private const int MaxEntries = 10_000;

    private const string Journal = """
        SELECT j.recorded_at, j.events FROM engine_user_task t JOIN engine_journal j ON j.root_instance_key = t.root_instance_key
        WHERE t.user_task_key = @p0 ORDER BY j.seq
        """;

    /// <summary>The log of a task as rows that can be searched.</summary>
    public static SearchTable<UserTaskLogRow> Table(DbConnection connection, long userTaskKey)
    {
        var rows = connection
            .List(row => (At: row.GetInt64(0), Events: row.GetFieldValue<byte[]>(1)), Journal, userTaskKey)
            .SelectMany(row => EventCodec.Read(row.Events).Select(@event => (row.At, Operation: Operation(@event, userTaskKey))))
            .Where(entry => entry.Operation is not null)
            .Take(MaxEntries)
            .Select((entry, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}, '{entry.Operation}', {entry.At})"))
            .ToList();
        var from =
            rows.Count == 0
                ? "(SELECT 0 AS number, '' AS operation, 0 AS at WHERE 1 = 0) t"
                : $"(SELECT v.column1 AS number, v.column2 AS operation, v.column3 AS at FROM (VALUES {string.Join(", ", rows)}) v) t";
        return new(
            "t.number",
            "t.number, t.operation, t.at",
            from,
            SearchTables.Fields(
                ("auditLogKey", SearchTables.Number("t.number")),
                ("operationType", SearchTables.Text("t.operation")),
                ("timestamp", SearchTables.Moment("t.at")),
                ("result", SearchTables.Text("'SUCCESS'")),
                ("actorId", SearchTables.Text("NULL")),
                ("actorType", SearchTables.Text("NULL"))
            ),
            row =>
                new(
                    string.Create(CultureInfo.InvariantCulture, $"{userTaskKey}{row.GetInt64(0):D6}"),
                    row.GetString(1),
                    Instant.FromMilliseconds(row.GetInt64(2))
                )
        );
    }

    private static string? Operation(EngineEvent @event, long userTaskKey) =>
        @event switch
        {
            UserTaskCreated created when created.Key == userTaskKey => "CREATE",
            UserTaskAssigned { Assignee: null } unassigned when unassigned.Key == userTaskKey => "UNASSIGN",
            UserTaskAssigned assigned when assigned.Key == userTaskKey => "ASSIGN",
            UserTaskUpdated updated when updated.Key == userTaskKey => "UPDATE",
            UserTaskCompleted completed when completed.Key == userTaskKey => "COMPLETE",
            UserTaskCanceled canceled when canceled.Key == userTaskKey => "CANCEL",
            _ => null,
        };
}
