using System.Diagnostics;
using System.Globalization;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Crashes;
using Baton.EndToEnd.Stories;
using Baton.Tests.Postgres;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Clusters;

/// <summary>Servers behind a real HAProxy that are restarted in turn: who works through the proxy does not notice.</summary>
public sealed class RollingRestartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_behind_a_proxy_are_restarted_in_turn_without_a_failed_request()
    {
        SkipWhereSomethingIsMissing();
        await using var servers = await Servers.Start(3, loadDemo: false);
        await using HaProxy proxy = await HaProxy.Start(servers.Addresses, Cancel);
        using HttpClient http = servers[0].CreateClient();
        http.BaseAddress = proxy.BaseAddress;
        await CrashedServerStormTests.Deploy(http);
        long before = await proxy.Counter("hrsp_2xx", Cancel);
        var traffic = new ProxyTraffic(http);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task running = traffic.Run(over.Token);
        var stops = new List<double>();
        var restarts = new List<double>();
        for (int server = 0; server < servers.Count; server++)
        {
            await IsAnswered(traffic);
            long began = Stopwatch.GetTimestamp();
            Assert.Equal(0, await servers[server].Stop(Cancel));
            stops.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await servers[server].Restart(Cancel);
            await proxy.WaitUntilUp(server, Cancel);
            restarts.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        await IsAnswered(traffic);
        await over.CancelAsync();
        await running;

        long refused = await proxy.Counter("wretr", Cancel) + await proxy.Counter("wredis", Cancel);
        StormSettings.Print(
            $"Rolling restart: {traffic.Answered} requests answered ({traffic.EmptyPolls} empty polls), {traffic.Failures.Count} failed, {refused} connections tried again; stops {Seconds(stops)} s with a drain of {HaProxy.SeesWithin.TotalSeconds} s, restarts until requests come {Seconds(restarts)} s."
        );
        Assert.True(traffic.Failures.Count == 0, string.Join('\n', traffic.Failures.Take(10)) + "\n" + proxy.Log);
        // Nobody tried again behind the backs of the clients: neither the proxy nor what the clients send with.
        Assert.Equal(traffic.Answered, await proxy.Counter("hrsp_2xx", Cancel) - before);
        Assert.Equal(0, await proxy.Counter("hrsp_5xx", Cancel));
        Assert.Equal(0, refused);
    }

    [Fact]
    public async Task A_browser_whose_server_stops_goes_on_at_another_one()
    {
        SkipWhereSomethingIsMissing();
        await using Chromium browser = await Chromium.Start();
        await using var servers = await Servers.Start(2, loadDemo: true);
        await using HaProxy proxy = await HaProxy.Start(servers.Addresses, Cancel);
        DeskWindow amy = await DeskWindow.SignIn(browser, proxy.BaseAddress, "amy");
        await amy.Go("/cases/new");
        await amy.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await amy.Get("case-type").SelectOptionAsync("tos");
        await amy.Get("case-subject").FillAsync("Half a case");
        await amy.Get("case-description").FillAsync("Typed before the server stopped.");
        await amy.Get("case-subject").ClickAsync();
        await Expect(amy.Get("draft-saved")).ToContainTextAsync(":");
        string first = await ServerOf(amy);
        await amy.Page.EvaluateAsync("window.isOldPage = true");

        Assert.Equal(0, await servers[first == "server0" ? 0 : 1].Stop(Cancel));

        await amy.Page.WaitForFunctionAsync("() => !window.isOldPage");
        await amy.WaitUntilAlive();
        await Expect(amy.Get("case-subject")).ToHaveValueAsync("Half a case");
        Assert.NotEqual(first, await ServerOf(amy));
        await amy.Go("/work");
        await Expect(amy.Get("view-mine")).ToBeVisibleAsync();
    }

    private static void SkipWhereSomethingIsMissing()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        Assert.SkipWhen(HaProxy.WhyNot is not null, HaProxy.WhyNot ?? "");
    }

    private static Task IsAnswered(ProxyTraffic traffic)
    {
        int before = traffic.Answered;
        return Eventually.Holds(() => Task.FromResult(traffic.Answered >= before + 100), "clients are answered");
    }

    /// <summary>The name of the server to which the proxy sends this browser.</summary>
    private static async Task<string> ServerOf(DeskWindow window)
    {
        IReadOnlyList<BrowserContextCookiesResult> cookies = await window.Page.Context.CookiesAsync();
        return cookies.Single(cookie => cookie.Name == "BATON").Value;
    }

    private static string Seconds(IEnumerable<double> times) =>
        string.Join(", ", times.Select(time => time.ToString("0.0", CultureInfo.InvariantCulture)));

    /// <summary>Servers on one database of their own, that drain as long as the proxy needs.</summary>
    private sealed class Servers(ServerProcess[] servers) : IAsyncDisposable
    {
        public int Count => servers.Length;

        public IReadOnlyList<Uri> Addresses => [.. servers.Select(server => server.BaseAddress)];

        public ServerProcess this[int index] => servers[index];

        public static async Task<Servers> Start(int count, bool loadDemo)
        {
            var settings = new ServerSettings
            {
                ControlledClock = false,
                LoadDemo = loadDemo,
                Arguments =
                [
                    "--Storage:Provider=Postgres",
                    $"--Storage:ConnectionString={ThrowawayPostgres.Shared.NewDatabase()}",
                    string.Create(CultureInfo.InvariantCulture, $"--Server:DrainSeconds={HaProxy.SeesWithin.TotalSeconds}"),
                ],
            };
            return new Servers(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ServerProcess.Start(settings, Cancel))));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (ServerProcess server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}
