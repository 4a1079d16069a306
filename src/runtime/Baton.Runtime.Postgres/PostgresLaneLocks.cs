using System.Data.Common;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Runtime.Postgres;

/// <summary>Advisory locks of the transaction.</summary>
internal sealed class PostgresLaneLocks(NpgsqlConnection connection, PostgresRowWriters writers) : LaneLocks
{
    /// <summary>Two statements, so that the second sees what was committed before the lock was taken.</summary>
    private const string TakeAll = "SELECT k, pg_try_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS w(k)";

    private const string TakeOne = "SELECT pg_try_advisory_xact_lock($1)";

    private const string Tails = """
        SELECT w.root, j.seq, CASE WHEN j.seq >= w.first THEN j.events END
        FROM unnest($1::bigint[], $2::bigint[]) AS w(root, first)
        JOIN engine_journal j ON j.root_instance_key = w.root AND j.seq >= w.first - 1
        ORDER BY w.root, j.seq
        """;

    /// <summary>OFFSET makes the planner look into the index for each, however many messages it believes there are.</summary>
    private const string Sent = """
        SELECT w.name, w.correlation_key, m.message_key IS NOT NULL
        FROM unnest($1::text[], $2::text[]) AS w(name, correlation_key)
        LEFT JOIN LATERAL (
            SELECT message_key FROM engine_message WHERE name = w.name AND correlation_key = w.correlation_key LIMIT 1 OFFSET 0
        ) AS m ON true
        """;

    public override bool TryTake(long key)
    {
        using var command = new NpgsqlCommand(TakeOne, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        return (bool)command.ExecuteScalar()!;
    }

    public override DbDataReader? TryTake(long key, DbCommand query)
    {
        var take = new NpgsqlBatchCommand(TakeOne) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
        var reader = writers.Read([take, PostgresRowWriters.Batched(query)]);
        reader.Read();
        if (!reader.GetBoolean(0))
        {
            reader.Dispose();
            return null;
        }
        reader.NextResult();
        return reader;
    }

    public override IReadOnlyList<KnownMessage> TryTake(IReadOnlyCollection<(string Name, string CorrelationKey)> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var locks = messages.Select(message => LockNames.Message(message.Name, message.CorrelationKey)).Distinct().ToArray();
        var sent = new NpgsqlBatchCommand(Sent)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. messages.Select(message => message.Name)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. messages.Select(message => message.CorrelationKey)] },
            },
        };
        using var reader = writers.Read([new(TakeAll) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = locks } } }, sent]);
        var taken = Taken(reader);
        reader.NextResult();
        var known = new List<KnownMessage>(messages.Count);
        while (reader.Read())
        {
            var message = new KnownMessage(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2));
            if (taken.Contains(LockNames.Message(message.Name, message.CorrelationKey)))
            {
                known.Add(message);
            }
        }
        return known;
    }

    public override OpeningAnswer Open(OpeningRequest request) => PostgresOpening.Run(connection, request);

    public override void Take(IReadOnlyCollection<long> keys)
    {
        using var batch = new NpgsqlBatch(connection);
        foreach (var key in keys)
        {
            batch.BatchCommands.Add(
                new("SELECT pg_advisory_xact_lock($1)") { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } }
            );
        }
        batch.ExecuteNonQuery();
    }

    public override IReadOnlyDictionary<long, JournalTail> TryTake(IReadOnlyList<(long Root, long From)> wanted)
    {
        var roots = new long[wanted.Count];
        var firsts = new long[wanted.Count];
        for (var i = 0; i < roots.Length; i++)
        {
            (roots[i], firsts[i]) = wanted[i];
        }
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(TakeAll) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = roots } } },
                new(Tails)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<long[]> { TypedValue = roots },
                        new NpgsqlParameter<long[]> { TypedValue = firsts },
                    },
                },
            },
        };
        using var reader = batch.ExecuteReader();
        var taken = Taken(reader);
        reader.NextResult();
        var rows = new Dictionary<long, List<(long, byte[])>>();
        var before = new HashSet<long>();
        while (reader.Read())
        {
            var root = reader.GetInt64(0);
            if (reader.IsDBNull(2))
            {
                before.Add(root);
                continue;
            }
            if (!rows.TryGetValue(root, out var list))
            {
                rows.Add(root, list = []);
            }
            list.Add((reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }
        return wanted.ToDictionary(
            one => one.Root,
            one =>
                taken.Contains(one.Root)
                    ? new JournalTail(
                        true,
                        rows.TryGetValue(one.Root, out var list) ? list : [],
                        one.From == 1 || before.Contains(one.Root)
                    )
                    : JournalTail.Busy
        );
    }

    /// <summary>The keys of a result of keys and whether each was taken.</summary>
    internal static HashSet<long> Taken(DbDataReader reader)
    {
        var taken = new HashSet<long>();
        while (reader.Read())
        {
            if (reader.GetBoolean(1))
            {
                taken.Add(reader.GetInt64(0));
            }
        }
        return taken;
    }
}
