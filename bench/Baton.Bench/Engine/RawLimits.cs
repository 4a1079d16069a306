using System.Data.Common;
using System.Diagnostics;
using Baton.Runtime.Storage;
using Npgsql;

namespace Baton.Bench.Engine;

/// <summary>What the database can do on this disk without any engine: the ceiling of all figures.</summary>
/// <param name="CommitsPerSecond">Transactions of one row, one after the other.</param>
/// <param name="CommitsOfMany">Transactions of one row by as many connections as there are clients; where there is one writer, the same.</param>
/// <param name="RowsPerSecond">Rows by the database's own path for many of them.</param>
internal sealed record RawLimits(double CommitsPerSecond, double CommitsOfMany, double RowsPerSecond)
{
    private const int RowsPerBulk = 10_000;

    private static readonly RowShape Row = RowShape.Insert("raw_row", "id", "parent", "name", "state", "at");

    private static long _id;

    /// <summary>Measures commits of one row each, then rows in large transactions, with the settings of the engine.</summary>
    public static RawLimits Measure(BatonStorage storage, int clients, TimeSpan each)
    {
        using var connection = storage.OpenWriter();
        using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"CREATE TABLE raw_row (id bigint PRIMARY KEY, parent bigint, name text, state text, at bigint) {storage.ClusteredTable}";
            command.ExecuteNonQuery();
        }
        using var writers = storage.Writers(connection);
        var commits = PerSecond(each, () => Add(storage, connection, writers, 1));
        var many = storage.IsExclusive || clients == 1 ? commits : Many(storage, clients, each);
        var rows = PerSecond(
            each,
            () => connection is NpgsqlConnection postgres ? Copy(storage, postgres) : Add(storage, connection, writers, RowsPerBulk)
        );
        return new(commits, many, rows);
    }

    public RawLimits Better(RawLimits other) =>
        new(
            Math.Max(CommitsPerSecond, other.CommitsPerSecond),
            Math.Max(CommitsOfMany, other.CommitsOfMany),
            Math.Max(RowsPerSecond, other.RowsPerSecond)
        );

    private static double Many(BatonStorage storage, int clients, TimeSpan each)
    {
        var loops = Enumerable
            .Range(0, clients)
            .Select(_ =>
                Task.Factory.StartNew(
                    () =>
                    {
                        using var connection = storage.OpenWriter();
                        using var writers = storage.Writers(connection);
                        return PerSecond(each, () => Add(storage, connection, writers, 1));
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        return Task.WhenAll(loops).GetAwaiter().GetResult().Sum();
    }

    private static int Add(BatonStorage storage, DbConnection connection, RowWriters writers, int count)
    {
        using var transaction = storage.Begin(connection);
        for (var i = 0; i < count; i++)
        {
            var id = Interlocked.Increment(ref _id);
            writers[Row].Bind(id).Bind(id / 16).Bind("element").Bind("COMPLETED").Bind(id).Add();
        }
        writers.Send();
        transaction.Commit();
        return count;
    }

    private static int Copy(BatonStorage storage, NpgsqlConnection connection)
    {
        using var transaction = storage.Begin(connection);
        using (var import = connection.BeginBinaryImport("COPY raw_row (id, parent, name, state, at) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < RowsPerBulk; i++)
            {
                var id = Interlocked.Increment(ref _id);
                import.StartRow();
                import.Write(id);
                import.Write(id / 16);
                import.Write("element");
                import.Write("COMPLETED");
                import.Write(id);
            }
            import.Complete();
        }
        transaction.Commit();
        return RowsPerBulk;
    }

    private static double PerSecond(TimeSpan time, Func<int> step)
    {
        step();
        var began = Stopwatch.GetTimestamp();
        long done = 0;
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            done += step();
        }
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
