using System.Diagnostics;
using System.Net;
using Baton.EndToEnd.Crashes;
using Baton.EndToEnd.Scenarios;
using Baton.EndToEnd.Stories;
using Baton.Server.Tests;
using Baton.Tests.Postgres;
using Npgsql;

namespace Baton.EndToEnd.Clusters;

/// <summary>
/// Three servers on one database under load, of which one at a time is killed, paused, stopped or cut from the database: what was acknowledged
/// is there, nothing happened twice. <c>BATON_KILLS</c> says how often, <c>BATON_SEED</c> repeats the choices of a run.
/// </summary>
public sealed class ClusterStormTests
{
    /// <summary>Longer than a silent server counts as alive.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(8);

    /// <summary>Far less than the web server would wait for requests that hang.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    private readonly Random _random = new(StormSettings.Seed);
    private readonly List<DateTimeOffset> _kills = [];
    private readonly List<double> _stops = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_that_fail_in_turn_lose_and_repeat_nothing()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        string database = ThrowawayPostgres.Shared.NewDatabase();
        using var proxy = new DatabaseProxy(ThrowawayPostgres.Shared.Port);
        var behindProxy = new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port };
        await using ServerProcess first = await Start(database);
        await using ServerProcess second = await Start(database);
        await using ServerProcess third = await Start(behindProxy.ConnectionString);
        ServerProcess[] servers = [first, second, third];
        using HttpClient http = first.CreateClient();
        await CrashedServerStormTests.Deploy(http);

        var ledger = new Ledger();
        using var target = new StormTarget(servers);
        var storm = new Storm(target, ledger);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task running = storm.Run(over.Token);
        for (int round = 0; round < StormSettings.Kills; round++)
        {
            int before = ledger.Acknowledged;
            await Eventually.Holds(() => Task.FromResult(ledger.Acknowledged >= before + 20), "clients are answered");
            await Disturb(round % 4, servers, proxy, target);
        }
        await over.CancelAsync();
        await running;
        await storm.Settle(Cancel);
        var check = new StormCheck(new EngineClient(http), ledger);
        await check.Run();
        Report(ledger, check);
        (int exitCode, string output) = await first.RunCommand(["verify"], Cancel);
        Assert.True(exitCode == 0, output);
    }

    private static Task<ServerProcess> Start(string database) =>
        ServerProcess.Start(
            new ServerSettings
            {
                ControlledClock = false,
                Arguments = ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={database}", "--Server:DrainSeconds=1"],
            },
            Cancel
        );

    private async Task Disturb(int what, ServerProcess[] servers, DatabaseProxy proxy, StormTarget target)
    {
        int chosen = _random.Next(servers.Length);
        ServerProcess server = servers[chosen];
        switch (what)
        {
            case 0:
                _kills.Add(TimeProvider.System.GetUtcNow());
                await server.KillHard();
                await Task.Delay(Away, Cancel);
                await server.Restart(Cancel);
                break;
            case 1:
                server.Pause();
                await Task.Delay(Stall, Cancel);
                server.Continue();
                break;
            case 2:
                await StopGently(server, () => target.Errors(chosen));
                await server.Restart(Cancel);
                break;
            default:
                proxy.Cut();
                await Task.Delay(Away, Cancel);
                proxy.Mend();
                break;
        }
    }

    /// <summary>A server that is asked to stop answers what it was asked before, also a worker that waits for a job.</summary>
    private async Task StopGently(ServerProcess server, Func<int> errors)
    {
        int before = errors();
        using HttpClient http = server.CreateClient();
        Task<HttpResponseMessage> poll = await SeenContent.Post(
            http,
            "v2/jobs/activation",
            """{"type": "nobody-makes-these", "timeout": 1000, "maxJobsToActivate": 1, "requestTimeout": 90000}""",
            Cancel
        );
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.Stop(Cancel));
        _stops.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        using HttpResponseMessage answer = await poll;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, errors());
        Assert.InRange(_stops[^1], 0, StopsWithin.TotalSeconds);
    }

    private void Report(Ledger ledger, StormCheck check)
    {
        double takeOver = check
            .Timers.Where(timer => _kills.Any(kill => timer.Due > kill && timer.Due < kill + Away))
            .Select(timer => timer.Late.TotalSeconds)
            .DefaultIfEmpty()
            .Max();
        StormSettings.Print(
            $"Cluster, seed {StormSettings.Seed}: {StormSettings.Kills} disturbances, {ledger}; timers of killed servers at most {takeOver:0.0} s late; a stop took at most {_stops.DefaultIfEmpty().Max():0.0} s."
        );
    }
}
