using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>Starts the instances that are worked on later, so that only the work on them is measured.</summary>
internal static class Pool
{
    /// <summary>
    /// Starts instances until the server is warm, and then measures for twice as long as they are worked on. That is enough where the work takes as
    /// long as the start; otherwise the work ends when there are no more.
    /// </summary>
    public static async Task<Measured> Fill(HttpBenchRequest request, BenchServer server, EngineClient client, string process)
    {
        await Start(request, server, client, process, EngineBench.WarmUp);
        return await Start(request, server, client, process, 2 * (EngineBench.WarmUp + request.Time));
    }

    private static Task<Measured> Start(HttpBenchRequest request, BenchServer server, EngineClient client, string process, TimeSpan time) =>
        ClosedLoop.Run(
            request.Clients,
            time,
            async () =>
            {
                await client.Create(process);
                return true;
            },
            () => server.Processor
        );
}
