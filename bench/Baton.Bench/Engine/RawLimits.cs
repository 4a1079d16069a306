using System.Diagnostics;
using Baton.Runtime.Storage;

namespace Baton.Bench.Engine;

/// <summary>What the database can do on this disk without any engine: the ceiling of all figures.</summary>
internal sealed record RawLimits(double CommitsPerSecond, double RowsPerSecond)
{
    private const int RowsPerBulk = 10_000;

    private static readonly RowShape Row = RowShape.Insert("raw_row", "id", "parent", "name", "state", "at");

    /// <summary>Measures commits of one row each, then rows in large transactions, with the settings of the engine.</summary>
    public static RawLimits Measure(BatonStorage storage, TimeSpan each)
    {
        using var connection = storage.OpenWriter();
        using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"CREATE TABLE raw_row (id bigint PRIMARY KEY, parent bigint, name text, state text, at bigint) {storage.ClusteredTable}";
            command.ExecuteNonQuery();
        }
        using var writer = storage.Prepare(connection, Row);
        long id = 0;
        var commits = PerSecond(each, () => Add(1));
        var rows = PerSecond(each, () => Add(RowsPerBulk));
        return new(commits, rows);

        int Add(int count)
        {
            using var transaction = storage.Begin(connection);
            for (var i = 0; i < count; i++)
            {
                id++;
                writer.Begin().Bind(id).Bind(id / 16).Bind("element").Bind("COMPLETED").Bind(id).Add();
            }
            writer.Send();
            transaction.Commit();
            return count;
        }
    }

    public RawLimits Better(RawLimits other) =>
        new(Math.Max(CommitsPerSecond, other.CommitsPerSecond), Math.Max(RowsPerSecond, other.RowsPerSecond));

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
