using Baton.Bench.Load;

namespace Baton.Bench.Engine;

/// <summary>What is measured, with how many clients, how long, on which disk.</summary>
internal sealed record EngineBenchRequest(string Store, string Scenario, int Clients, int Lanes, TimeSpan Time, string Folder);

/// <summary>Clients in a closed loop against the runtime in this process.</summary>
internal static class EngineBench
{
    /// <summary>Runs before anything is measured, so that code is compiled and caches are filled.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<int> Run(EngineBenchRequest request, TextWriter output)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var before = store.Limits(request.Clients);
        using var engine = store.New();
        await using var runtime = await BenchRuntime.Start(engine, request.Lanes);
        var turn = await new Scenarios(runtime).Turn(request.Scenario);
        await ClosedLoop.Run(request.Clients, WarmUp, turn);
        var measured = await ClosedLoop.Run(request.Clients, request.Time, turn);
        // The disk is shared with whatever else runs: the better of two measurements is nearer to what it can do.
        var raw = before.Better(store.Limits(request.Clients));
        var prefix = FormattableString.Invariant($"engine.{request.Store}.{request.Scenario}.clients{request.Clients}");
        await output.WriteAll(EngineFigures.Of(prefix, request.Scenario, measured, raw));
        return 0;
    }
}
