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

    /// <summary>A fresh database; the caller owns the storage.</summary>
    public abstract BatonStorage New();

    /// <summary>The settings of a server that shall work on a fresh database, beside its data directory.</summary>
    public abstract IReadOnlyList<string> NewServerSettings();

    public abstract void Dispose();

    /// <summary>What a fresh database can do without an engine.</summary>
    public RawLimits Limits(int clients)
    {
        using var storage = New();
        return RawLimits.Measure(storage, clients, TimeSpan.FromSeconds(2));
    }

    private sealed class Sqlite(string folder) : BenchStore
    {
        public override void Dispose() { }

        public override BatonStorage New() =>
            new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, Guid.NewGuid().ToString("N") + ".db")}" });

        // The server keeps its database in its data directory by itself.
        public override IReadOnlyList<string> NewServerSettings() => ["--Storage:Provider=Sqlite"];
    }

    private sealed class Memory : BenchStore
    {
        public override void Dispose() { }

        public override BatonStorage New() => new SqliteStorage(new() { InMemory = true });

        public override IReadOnlyList<string> NewServerSettings() =>
            throw new NotSupportedException("A server has no database in memory. Choose sqlite or postgres.");
    }

    private sealed class Postgres : BenchStore
    {
        private readonly ThrowawayPostgres _cluster = new(durable: true);

        public override BatonStorage New() => new PostgresStorage(new() { ConnectionString = _cluster.NewDatabase() });

        public override IReadOnlyList<string> NewServerSettings() =>
            ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={_cluster.NewDatabase()}"];

        public override void Dispose() => _cluster.Dispose();
    }
}
