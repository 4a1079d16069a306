using System.Collections.Concurrent;
using Baton.Tests.Postgres;

namespace Baton.EndToEnd;

/// <summary>
/// The data of a server that was started once and stopped again: schema, administrator and, where wanted, the demo. Tests begin with a copy, so that
/// not each of them waits until the same packs are imported.
/// </summary>
internal sealed class PreparedData
{
    private static readonly ConcurrentDictionary<(bool LoadDemo, bool OnPostgres), Lazy<Task<PreparedData>>> Made = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-e2e-prepared-").FullName;
    private readonly string? _database;

    private PreparedData(bool onPostgres) => _database = onPostgres ? ThrowawayPostgres.Shared.NewDatabase() : null;

    /// <summary>Whether the servers of this run keep their rows in PostgreSQL where a test does not say it otherwise.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("BATON_TEST_STORAGE") == "postgres";

    /// <summary>Whether a server with these settings would make the same data; one with a database of its own does not.</summary>
    public static bool Fits(ServerSettings settings) =>
        settings.DataDirectory is null
        && !settings.Arguments.Any(argument =>
            argument.StartsWith("--Storage:", StringComparison.Ordinal)
            || argument.StartsWith("--Packs:", StringComparison.Ordinal)
            || argument.StartsWith("--Demo:", StringComparison.Ordinal)
        );

    /// <summary>Copies the data into a server's folder and, where there is one, its database; answers the connection string of the copy.</summary>
    public static async Task<string?> CopyTo(string folder, ServerSettings settings)
    {
        var source = await Made.GetOrAdd(
            (settings.LoadDemo, settings.OnPostgres),
            static kind => new(() => Make(kind.LoadDemo, kind.OnPostgres))
        ).Value;
        foreach (var directory in Directory.EnumerateDirectories(source._folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(source._folder, directory)));
        foreach (var file in Directory.EnumerateFiles(source._folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(source._folder, file)));
        return source._database is { } database ? ThrowawayPostgres.Shared.NewDatabase(database) : null;
    }

    /// <summary>The arguments by which a server keeps its rows in this database; none for null.</summary>
    public static string[] Arguments(string? database) =>
        database is null ? [] : ["--Storage:Provider=Postgres", "--Storage:ConnectionString=" + database];

    private static async Task<PreparedData> Make(bool loadDemo, bool onPostgres)
    {
        var made = new PreparedData(onPostgres);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(made._folder, recursive: true);
        var settings = new ServerSettings
        {
            LoadDemo = loadDemo,
            DataDirectory = made._folder,
            Arguments = Arguments(made._database),
        };
        await using var server = await ServerProcess.Start(settings);
        await server.Stop();
        return made;
    }
}
