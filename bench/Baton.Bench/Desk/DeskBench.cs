using Baton.Bench.Engine;
using Baton.Bench.Http;
using Baton.Bench.Load;
using Npgsql;

namespace Baton.Bench.Desk;

/// <summary>What is filled and measured.</summary>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="Database">A database of PostgreSQL, or a folder for SQLite, that stays; it is filled where it is not yet. Null makes one and deletes it.</param>
/// <param name="Size">Of its past.</param>
/// <param name="Live">Open cases in their processes.</param>
/// <param name="Rate">Requests a second.</param>
/// <param name="Time">How long is measured.</param>
/// <param name="Folder">Where the files lie.</param>
internal sealed record DeskBenchRequest(string Store, string? Database, DeskSize Size, int Live, double Rate, TimeSpan Time, string Folder);

/// <summary>A desk with a long past: how fast are work lists, cases and searches at the server?</summary>
internal static class DeskBench
{
    public static async Task<int> Run(DeskBenchRequest request, TextWriter output)
    {
        using var folder = new BenchFolder(request.Folder);
        var isSqlite = request.Store == "sqlite";
        using var store = BenchStore.Of(request.Database is null ? request.Store : "sqlite", folder.Name);
        var settings =
            request.Database is { } kept && !isSqlite
                ? ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={kept}"]
                : store.NewServerSettings();
        var data = isSqlite && request.Database is { } keptFolder ? keptFolder : Path.Combine(folder.Name, "server");
        // The first start makes the tables and the demo, whose roles and types the people use.
        using (await BenchServer.Start(data, settings)) { }
        // Always the same, so that a database that was kept has the numbers that are asked for.
        var end = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        await output.WriteAll(await Fill(request, settings, data, end));
        using var server = await BenchServer.Start(data, settings);
        using var read = BulkRows.On(Connection(settings), data);
        using var load = await DeskLoad.Begin(server.Address, await DeskFilling.Sample(read, request.Size, end), request.Live);
        using var health = new EngineClient(server.Address);
        var raw = await Raw(health, request.Rate);
        await OpenLoop.Run(request.Rate / 2, request.Time / 4, load.Turn);
        foreach (var latencies in load.Latencies.Values)
        {
            latencies.Take();
        }
        var reached = await OpenLoop.Run(request.Rate, request.Time, load.Turn);
        await output.WriteAll(Figures(request, load, reached, raw));
        return 0;
    }

    private static async Task<IEnumerable<Figure>> Fill(
        DeskBenchRequest request,
        IReadOnlyList<string> settings,
        string data,
        DateTimeOffset end
    )
    {
        using var bulk = BulkRows.On(Connection(settings), data);
        var (rows, time) = await DeskFilling.Run(bulk, request.Size, end);
        return rows == 0
            ? []
            : [Figure.Of(Name(request, "filled"), rows, "rows", "rows a second, with all indexes", rows / time.TotalSeconds)];
    }

    /// <summary>The cheapest request of the same server at the same rate.</summary>
    public static async Task<Measured> Raw(EngineClient client, double rate)
    {
        var latencies = new Latencies();
        var time = TimeSpan.FromSeconds(5);
        await OpenLoop.Run(rate, time, () => latencies.Time(client.AskHealth));
        return new(latencies.Take(), time, TimeSpan.Zero);
    }

    private static IEnumerable<Figure> Figures(DeskBenchRequest request, DeskLoad load, double reached, Measured raw)
    {
        yield return Figure.Of(Name(request, "requests"), reached, "1/s", "asked for", request.Rate);
        foreach (var (name, latencies) in load.Latencies)
        {
            latencies.ThrowIfFailed();
            var measured = new Measured(latencies.Take(), request.Time, TimeSpan.Zero);
            yield return Figure.Of(
                Name(request, $"{name}.p50"),
                measured.Percentile(0.50),
                "ms",
                "GET /health/live p50",
                raw.Percentile(0.50)
            );
            yield return Figure.Of(
                Name(request, $"{name}.p99"),
                measured.Percentile(0.99),
                "ms",
                "GET /health/live p99",
                raw.Percentile(0.99)
            );
        }
    }

    private static string Name(DeskBenchRequest request, string what) =>
        FormattableString.Invariant($"desk.{request.Store}.cases{request.Size.Cases}.{what}");

    public static string? Connection(IReadOnlyList<string> settings)
    {
        const string setting = "--Storage:ConnectionString=";
        var given = settings.FirstOrDefault(one => one.StartsWith(setting, StringComparison.Ordinal));
        return given is null ? null : new NpgsqlConnectionStringBuilder(given[setting.Length..]) { CommandTimeout = 0 }.ConnectionString;
    }
}
