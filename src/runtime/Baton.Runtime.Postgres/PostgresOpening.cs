using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>What a lane asks when a transaction begins, as one batch.</summary>
internal static class PostgresOpening
{
    private const string Keys = "SELECT nextval('engine_keys')";

    private const string Catalog = "SELECT version FROM engine_catalog WHERE id = 1";

    private const string UserTasks =
        "SELECT user_task_key, root_instance_key FROM engine_user_task WHERE user_task_key = ANY ($1) AND completed_at IS NULL";

    private const string Jobs =
        "SELECT job_key, root_instance_key, lease_token FROM engine_job WHERE job_key = ANY ($1) AND ended_at IS NULL";

    private const string Messages = "SELECT k, pg_try_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS w(k)";

    /// <summary>
    /// A statement after the locks: it sees what was committed before they were taken. OFFSET keeps the planner, which does not know how few messages
    /// there are, from reading all that wait once and hashing them.
    /// </summary>
    private const string Waiting = """
        SELECT w.name, w.correlation_key, s.root_instance_key, s.subscription_key, s.process_id
        FROM unnest($1::text[], $2::text[]) AS w(name, correlation_key)
        CROSS JOIN LATERAL (
            SELECT root_instance_key, subscription_key, process_id
            FROM engine_message_subscription
            WHERE is_open = 1 AND message_name = w.name AND correlation_key = w.correlation_key
            OFFSET 0
        ) AS s
        ORDER BY s.subscription_key
        """;

    public static OpeningAnswer Run(NpgsqlConnection connection, OpeningRequest request)
    {
        using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Keys), new(Catalog) } };
        var messages = request.Messages.ToList();
        if (messages.Count > 0)
        {
            batch.BatchCommands.Add(Of(Messages, messages.Select(Lock).Distinct().ToArray()));
            batch.BatchCommands.Add(
                Of(
                    Waiting,
                    messages.Select(message => message.Name).ToArray(),
                    messages.Select(message => message.CorrelationKey).ToArray()
                )
            );
        }
        if (request.UserTasks.Count > 0)
        {
            batch.BatchCommands.Add(Of(UserTasks, request.UserTasks.ToArray()));
        }
        if (request.Jobs.Count > 0)
        {
            batch.BatchCommands.Add(Of(Jobs, request.Jobs.ToArray()));
        }
        using var reader = batch.ExecuteReader();
        return Read(reader, request, messages);
    }

    private static OpeningAnswer Read(NpgsqlDataReader reader, OpeningRequest request, List<(string, string)> messages)
    {
        var answer = new OpeningAnswer();
        reader.Read();
        answer.FirstKey = reader.GetInt64(0);
        reader.NextResult();
        reader.Read();
        answer.CatalogVersion = reader.GetInt64(0);
        if (messages.Count > 0)
        {
            ReadMessages(reader, answer, messages);
        }
        if (request.UserTasks.Count > 0)
        {
            reader.NextResult();
            while (reader.Read())
            {
                answer.UserTasks[reader.GetInt64(0)] = reader.GetInt64(1);
            }
        }
        if (request.Jobs.Count > 0)
        {
            reader.NextResult();
            while (reader.Read())
            {
                answer.Jobs[reader.GetInt64(0)] = (reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2));
            }
        }
        return answer;
    }

    private static void ReadMessages(NpgsqlDataReader reader, OpeningAnswer answer, List<(string, string)> messages)
    {
        reader.NextResult();
        var taken = PostgresLaneLocks.Taken(reader);
        foreach (var key in taken)
        {
            answer.Locks.Add(key);
        }
        var waiting = messages
            .Where(message => taken.Contains(Lock(message)))
            .ToDictionary(message => message, _ => new List<WaitingSubscription>());
        reader.NextResult();
        while (reader.Read())
        {
            if (waiting.TryGetValue((reader.GetString(0), reader.GetString(1)), out var all))
            {
                all.Add(new(reader.GetInt64(2), reader.GetInt64(3), reader.GetString(4)));
            }
        }
        foreach (var (message, all) in waiting)
        {
            answer.Waiting[message] = all;
        }
    }

    private static long Lock((string Name, string CorrelationKey) message) => LockNames.Message(message.Name, message.CorrelationKey);

    private static NpgsqlBatchCommand Of<T>(string sql, T[] values) =>
        new(sql) { Parameters = { new NpgsqlParameter<T[]> { TypedValue = values } } };

    private static NpgsqlBatchCommand Of<T>(string sql, T[] one, T[] other) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<T[]> { TypedValue = one },
                new NpgsqlParameter<T[]> { TypedValue = other },
            },
        };
}
