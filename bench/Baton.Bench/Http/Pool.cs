using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>Starts the instances that are worked on later, so that only the work on them is measured.</summary>
internal static class Pool
{
    /// <summary>
    /// Starts instances for twice as long as they are worked on. That is enough where the work takes as long as the start; else measuring ends
    /// when there are no more.
    /// </summary>
    public static Task<Measured> Fill(HttpBenchRequest request, BenchServer server, EngineClient client, string process) =>
        ClosedLoop.Run(
            request.Clients,
            2 * (EngineBench.WarmUp + request.Time),
            async () =>
            {
                await client.Create(process);
                return true;
            },
            () => server.Processor
        );
}
