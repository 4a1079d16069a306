using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Baton.EndToEnd.Stories;
using Baton.Tests.Postgres;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// A program that embeds the runtime and is killed at random moments while it hands messages to the outbox: each acknowledged one reaches the
/// world outside, under one key. <c>BATON_KILLS</c> says how often.
/// </summary>
public sealed class KilledCourierTests : IDisposable
{
    /// <summary>More than a run can send before it is killed.</summary>
    private const long Plenty = 1_000_000;

    private readonly Random _random = new(StormSettings.Seed);
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-courier-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task On_SQLite_every_letter_arrives_under_one_key() =>
        Deliver("sqlite", $"Data Source={Path.Combine(_folder, "courier.db")}", null);

    [Fact]
    public async Task On_PostgreSQL_every_letter_arrives_under_one_key_also_when_the_database_is_killed()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        using var database = new ThrowawayPostgres(durable: true);
        await Deliver("postgres", database.NewDatabase(), database);
    }

    private async Task Deliver(string kind, string connection, ThrowawayPostgres? database)
    {
        string box = Path.Combine(_folder, "box.txt");
        var acknowledged = new List<string>();
        for (int kill = 0; kill < StormSettings.Kills; kill++)
        {
            acknowledged.AddRange(await RunAndKill(kind, connection, box, kill * Plenty, database));
        }
        IReadOnlyList<string> said = await RunToEnd(kind, connection, box);

        Assert.Equal(["ready"], said);
        List<string[]> letters = [.. (await File.ReadAllLinesAsync(box, Cancel)).Select(line => line.Split(' '))];
        ILookup<string, string[]> byPayload = letters.ToLookup(letter => letter[2], StringComparer.Ordinal);
        Assert.All(acknowledged, number => Assert.NotEmpty(byPayload[number]));
        // Whoever receives a letter twice knows it by its key.
        Assert.All(byPayload, copies => Assert.Single(copies.Select(copy => (copy[0], copy[1])).Distinct()));
        StormSettings.Print(
            $"Courier on {kind}, seed {StormSettings.Seed}: {StormSettings.Kills} kills, {acknowledged.Count} letters acknowledged, {byPayload.Count} delivered, {letters.Count - byPayload.Count} of them once more."
        );
    }

    private async Task<IReadOnlyList<string>> RunAndKill(
        string kind,
        string connection,
        string box,
        long first,
        ThrowawayPostgres? database
    )
    {
        var lines = new ConcurrentQueue<string>();
        using Process courier = Start([kind, connection, box, first.ToString(CultureInfo.InvariantCulture), $"{Plenty}"]);
        Task reading = Read(courier, lines);
        await Eventually.Holds(() => Task.FromResult(lines.Count > 20 || courier.HasExited), "letters are acknowledged");
        await Task.Delay(_random.Next(300), Cancel);
        bool killsDatabase = database is not null && _random.Next(4) == 0;
        if (killsDatabase)
        {
            database!.Kill();
        }
        courier.Kill();
        await courier.WaitForExitAsync(Cancel);
        await reading;
        if (killsDatabase)
        {
            database!.Start();
        }
        Assert.Equal("ready", lines.First());
        return [.. lines.Skip(1).Where(line => long.TryParse(line, CultureInfo.InvariantCulture, out _))];
    }

    private static async Task<IReadOnlyList<string>> RunToEnd(string kind, string connection, string box)
    {
        var lines = new ConcurrentQueue<string>();
        using Process courier = Start([kind, connection, box, "0", "0"]);
        await Read(courier, lines);
        await courier.WaitForExitAsync(Cancel);
        Assert.Equal(0, courier.ExitCode);
        return [.. lines];
    }

    private static Process Start(IReadOnlyList<string> arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Repository.CourierAssembly(), .. arguments]) { RedirectStandardOutput = true })!;

    private static async Task Read(Process courier, ConcurrentQueue<string> lines)
    {
        while (await courier.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            lines.Enqueue(line);
        }
    }
}
