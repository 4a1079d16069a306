using Baton.Runtime.Postgres;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Baton.Tests.Postgres;

namespace Baton.Bench.Engine;

/// <summary>Fresh databases of one kind, all on the same disk, each commit waiting for it as in production.</summary>
internal abstract class BenchStore : IDisposable
{
    public static readonly string[] Names = ["sqlite", "postgres", "memory"];

    public static BenchStore Of(string name, string folder) =>
        name switch
        {
            "postgres" => new Postgres(),
            "memory" => new Memory(),
            _ => new Sqlite(folder),
        };

    public abstract BatonStorage New();

    public abstract void Dispose();

    private sealed class Sqlite(string folder) : BenchStore
    {
        public override void Dispose() { }

        public override BatonStorage New() =>
            new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, Guid.NewGuid().ToString("N") + ".db")}" });
    }

    private sealed class Memory : BenchStore
    {
        public override void Dispose() { }

        public override BatonStorage New() => new SqliteStorage(new() { InMemory = true });
    }

    private sealed class Postgres : BenchStore
    {
        private readonly ThrowawayPostgres _cluster = new(durable: true);

        public override BatonStorage New() => new PostgresStorage(new() { ConnectionString = _cluster.NewDatabase() });

        public override void Dispose() => _cluster.Dispose();
    }
}
