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

    /// <summary>A database of PostgreSQL with all tables, made once; the others are copies of it, which is much faster.</summary>
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);

    /// <summary>The same for SQLite.</summary>
    private static readonly Lazy<Task<byte[]>> TemplateFile = new(MakeTemplateFile);

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("BATON_TEST_STORAGE") == "postgres";

    /// <summary>Opens the database of a folder; the caller disposes of it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inMemory">Nobody opens it a second time: SQLite's file lies in memory until it is dropped.</param>
    public static async Task<BatonStorage> Open(string folder, bool inMemory = false)
    {
        if (IsPostgres)
        {
            return await OpenPostgres(folder);
        }
        var file = inMemory ? MemoryFile(folder) : Path.Combine(folder, "baton.db");
        if (!File.Exists(file))
        {
            await File.WriteAllBytesAsync(file, await TemplateFile.Value);
        }
        return Sqlite(file);
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
        foreach (var ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(MemoryFile(folder) + ending);
        }
        if (Databases.TryRemove(folder, out var connectionString))
        {
            ThrowawayPostgres.Shared.Drop(connectionString);
        }
    }

    private static SqliteStorage Sqlite(string file) => new(new() { ConnectionString = $"Data Source={file}", Durable = false });

    private static string MemoryFile(string folder) =>
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"baton-desk-test-{Path.GetFileName(folder)}.db");

    private static PostgresStorage Storage(string connectionString) => new(new() { ConnectionString = connectionString, Durable = false });

    private static async Task<string> MakeTemplate()
    {
        var connectionString = ThrowawayPostgres.Shared.NewDatabase();
        await MakeTables(Storage(connectionString));
        return connectionString;
    }

    private static async Task<byte[]> MakeTemplateFile()
    {
        var folder = Directory.CreateTempSubdirectory("baton-desk-template-");
        try
        {
            var file = Path.Combine(folder.FullName, "baton.db");
            await MakeTables(Sqlite(file));
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MakeTables(BatonStorage storage)
    {
        var parts = RuntimeParts.None with { Preparations = [DeskSchema.Preparation] };
        await using var host = await BatonTestHost.Start(storage, parts, new() { DueWork = false });
    }
}
