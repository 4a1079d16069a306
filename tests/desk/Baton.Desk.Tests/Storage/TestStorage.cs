using System.Collections.Concurrent;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Postgres;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Baton.Testing;
using Baton.Tests.Postgres;

namespace Baton.Desk.Tests.Storage;

/// <summary>
/// Where the desks of this run keep their rows: SQLite, or PostgreSQL with BATON_TEST_STORAGE=postgres. A folder stands for one database,
/// which can be opened again.
/// </summary>
internal static class TestStorage
{
    private static readonly ConcurrentDictionary<string, string> Databases = new(StringComparer.Ordinal);

    /// <summary>A database with all tables, made once; the others are copies of it, which is much faster.</summary>
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("BATON_TEST_STORAGE") == "postgres";

    /// <summary>Opens the database of a folder; the caller disposes of it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inMemory">Nobody opens it a second time, so that SQLite needs no file.</param>
    public static async Task<BatonStorage> Open(string folder, bool inMemory = false)
    {
        if (IsPostgres)
        {
            return await OpenPostgres(folder);
        }
        var file = Path.Combine(folder, "baton.db");
        return new SqliteStorage(
            inMemory ? new() { InMemory = true } : new() { ConnectionString = $"Data Source={file}", Durable = false }
        );
    }

    /// <summary>A database of PostgreSQL with the tables of the desk, whatever this run uses otherwise.</summary>
    public static async Task<BatonStorage> OpenPostgres(string folder)
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        var template = await Template.Value;
        return Storage(Databases.GetOrAdd(folder, _ => ThrowawayPostgres.Shared.NewDatabase(template)));
    }

    /// <summary>Drops the database of a folder where it does not go with the folder.</summary>
    public static void Drop(string folder)
    {
        if (Databases.TryRemove(folder, out var connectionString))
        {
            ThrowawayPostgres.Shared.Drop(connectionString);
        }
    }

    private static PostgresStorage Storage(string connectionString) => new(new() { ConnectionString = connectionString, Durable = false });

    private static async Task<string> MakeTemplate()
    {
        var connectionString = ThrowawayPostgres.Shared.NewDatabase();
        var parts = RuntimeParts.None with { Preparations = [DeskSchema.Preparation] };
        await using var host = await BatonTestHost.Start(Storage(connectionString), parts, new() { DueWork = false });
        return connectionString;
    }
}
