using System.Diagnostics;
using System.Text;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;
using Baton.Tests.Postgres;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// kill -9 at random moments under load, of the server and in part of its database: what was acknowledged is there, nothing happened twice.
/// <c>BATON_KILLS</c> says how often, <c>BATON_SEED</c> repeats the moments of a run.
/// </summary>
public sealed class CrashedServerStormTests
{
    private readonly Random _random = new(StormSettings.Seed);
    private readonly List<double> _restarts = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_on_SQLite_loses_and_repeats_nothing() => await Storm(new ServerSettings { ControlledClock = false }, null);

    [Fact]
    public async Task A_server_on_PostgreSQL_loses_and_repeats_nothing_when_it_or_the_database_is_killed()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        using var database = new ThrowawayPostgres(durable: true);
        string connection = database.NewDatabase();
        var settings = new ServerSettings
        {
            ControlledClock = false,
            Arguments = ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={connection}", "--Server:DrainSeconds=0"],
        };
        await Storm(settings, database);
    }

    private async Task Storm(ServerSettings settings, ThrowawayPostgres? database)
    {
        await using ServerProcess server = await ServerProcess.Start(settings, Cancel);
        using HttpClient http = server.CreateClient();
        await Deploy(http);
        var ledger = new Ledger();
        using var target = new StormTarget([server]);
        var storm = new Storm(target, ledger);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task running = storm.Run(over.Token);
        for (int kill = 0; kill < StormSettings.Kills; kill++)
        {
            int before = ledger.Acknowledged;
            await Eventually.Holds(() => Task.FromResult(ledger.Acknowledged >= before + 20), "clients are answered again");
            await Task.Delay(_random.Next(1_000), Cancel);
            await Kill(server, database);
        }
        await over.CancelAsync();
        await running;
        await storm.Settle(Cancel);
        await new StormCheck(new EngineClient(http), ledger).Run();
        Report(ledger);
        Assert.Equal(0, await server.Stop(Cancel));
        (int exitCode, string output) = await server.RunCommand(["verify"], Cancel);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Of four kills on a database server one hits the database alone and one both.</summary>
    private async Task Kill(ServerProcess server, ThrowawayPostgres? database)
    {
        int what = database is null ? 0 : _random.Next(4);
        if (what >= 2)
        {
            database!.Kill();
            await Task.Delay(_random.Next(500), Cancel);
        }
        if (what != 2)
        {
            await server.KillHard();
        }
        if (what >= 2)
        {
            database!.Start();
        }
        if (what != 2)
        {
            long began = Stopwatch.GetTimestamp();
            await server.Restart(Cancel);
            _restarts.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }

    private void Report(Ledger ledger)
    {
        double[] restarts = [.. _restarts.Order()];
        FormattableString times =
            restarts.Length == 0 ? (FormattableString)$"none" : $"median {restarts[restarts.Length / 2]:0.0} s, most {restarts[^1]:0.0} s";
        StormSettings.Print($"Seed {StormSettings.Seed}: {StormSettings.Kills} kills, {ledger}; restarts: {times}.");
    }

    internal static async Task Deploy(HttpClient http)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(StormModels.Xml)), "resources", "storm.bpmn" },
        };
        using HttpResponseMessage response = await http.PostAsync("v2/deployments", form, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
