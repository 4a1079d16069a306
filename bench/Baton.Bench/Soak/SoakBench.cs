using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Soak;

/// <summary>How long it runs, how often it says something, and how long it finds out what it can do.</summary>
internal sealed record SoakBenchRequest(
    string Store,
    TimeSpan Time,
    TimeSpan Every,
    TimeSpan Calibration,
    int Clients,
    int Lanes,
    string Folder
);

/// <summary>All scenarios mixed, at half of the load that the runtime reached at the beginning.</summary>
internal static class SoakBench
{
    /// <summary>Prints a line from time to time, and at the end what grew.</summary>
    /// <exception cref="InvalidOperationException">A turn failed; all lines are printed before.</exception>
    public static async Task<int> Run(SoakBenchRequest request, TextWriter output)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var raw = store.Limits(request.Clients);
        using var engine = store.New();
        await using var runtime = await BenchRuntime.Start(engine, request.Lanes);
        using var meters = new RuntimeMeters();
        var turn = await new Scenarios(runtime).Mix();
        var possible = (await ClosedLoop.Run(request.Clients, request.Calibration, turn)).PerSecond;
        var prefix = $"soak.{request.Store}";
        await output.WriteAll([Figure.Of($"{prefix}.possible", possible, "turns/s", "one-row commits of all clients", raw.CommitsOfMany)]);

        var turns = new Latencies();
        var watch = new SoakWatch(engine, meters, turns);
        var load = OpenLoop.Run(possible / 2, request.Time, () => turns.Time(turn));
        var samples = await Watch(load, watch, request.Every, output);
        await output.WriteAll([
            Figure.Of($"{prefix}.rate", await load, "turns/s", "as asked", possible / 2),
            .. Growth.Of($"{prefix}.growth", samples),
        ]);
        turns.ThrowIfFailed();
        return 0;
    }

    private static async Task<List<SoakSample>> Watch(Task load, SoakWatch watch, TimeSpan every, TextWriter output)
    {
        var samples = new List<SoakSample>();
        using var timer = new PeriodicTimer(every);
        var tick = timer.WaitForNextTickAsync().AsTask();
        while (await Task.WhenAny(load, tick) != load)
        {
            var sample = watch.Take();
            samples.Add(sample);
            await output.WriteLineAsync(sample.ToJson());
            tick = timer.WaitForNextTickAsync().AsTask();
        }
        return samples;
    }
}
