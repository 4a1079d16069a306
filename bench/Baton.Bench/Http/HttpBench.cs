using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>
/// What is measured over HTTP, with how many clients and workers, how long, on which disk. The rate is that of starts a second while their latency
/// is measured; null is half of what the closed loops reached.
/// </summary>
internal sealed record HttpBenchRequest(string Store, string Scenario, int Clients, int Workers, double? Rate, TimeSpan Time, string Folder)
{
    public string Prefix => FormattableString.Invariant($"http.{Store}.{Scenario}.clients{Clients}");
}

/// <summary>Clients of a real server that runs beside this process, on the same machine.</summary>
internal static class HttpBench
{
    private static readonly TimeSpan RawTime = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(HttpBenchRequest request, TextWriter output)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var before = store.Limits(request.Clients);
        using var server = await BenchServer.Start(Path.Combine(folder.Name, "server"), store.NewServerSettings());
        using var client = new EngineClient(server.Address);
        // The clients are compiled and connected, and the server is, before anything counts.
        await Health(request, server, client);
        var health = await Health(request, server, client);
        var figures =
            request.Scenario == "job"
                ? await new JobLoad(request, server, client).Run()
                : await new UserTaskLoad(request, server, client).Run();
        var raw = new HttpRaw(before.Better(store.Limits(request.Clients)), health);
        await output.WriteAll([.. figures.SelectMany(each => each(raw)), .. raw.Own(request.Prefix)]);
        return 0;
    }

    private static Task<Measured> Health(HttpBenchRequest request, BenchServer server, EngineClient client) =>
        ClosedLoop.Run(
            request.Clients,
            RawTime,
            async () =>
            {
                await client.AskHealth();
                return true;
            },
            () => server.Processor
        );
}
