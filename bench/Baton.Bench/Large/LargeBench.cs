using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Large;

/// <summary>How large the database gets, and how long each scenario and the idle process are measured.</summary>
internal sealed record LargeBenchRequest(
    string Store,
    int Waiting,
    int History,
    TimeSpan Idle,
    int Clients,
    int Lanes,
    TimeSpan Time,
    string Folder
);

/// <summary>Measures a database twice: nearly empty, and with many waiting and ended instances.</summary>
internal static class LargeBench
{
    /// <summary>What the figures of the large database stand beside.</summary>
    public const string Before = "before it was filled";

    private static readonly TimeSpan MixedWarmUp = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(LargeBenchRequest request, TextWriter output, TextWriter progress)
    {
        using var folder = new BenchFolder(request.Folder);
        using var store = BenchStore.Of(request.Store, folder.Name);
        var raw = store.Limits(request.Clients);
        using var engine = store.New();
        await using var runtime = await BenchRuntime.Start(engine, request.Lanes);
        var scenarios = new Scenarios(runtime);
        // What is measured first must not pay for compiling what all scenarios share.
        await ClosedLoop.Run(request.Clients, MixedWarmUp, await scenarios.Mix());

        var small = await Measure(request, scenarios);
        await output.WriteAll(small.SelectMany(each => EngineFigures.Of(Name(request, "empty", each.Key), each.Key, each.Value, raw)));
        var smallFootprint = await Footprint.Measure(engine, request.Idle);

        var firstOrder = Scenarios.Orders + 1;
        await output.WriteAll(await Fill(request, new(runtime, progress), raw));
        var footprint = await Footprint.Measure(engine, request.Idle);
        await output.WriteAll(footprint.Beside($"large.{request.Store}.filled", smallFootprint));

        var large = await Measure(request, scenarios);
        await output.WriteAll(large.SelectMany(each => Beside(Name(request, "filled", each.Key), each.Value, small[each.Key])));
        var cold = await Measure(request, scenarios.ColdMessages(firstOrder, request.Waiting / 2));
        await output.WriteAll(Beside(Name(request, "filled", "cold-message"), cold, small["message"]));
        await output.WriteAll(Machine(request, raw, store.Limits(request.Clients)));
        return 0;
    }

    private static string Name(LargeBenchRequest request, string state, string scenario) =>
        FormattableString.Invariant($"large.{request.Store}.{state}.{scenario}.clients{request.Clients}");

    private static async Task<Dictionary<string, Measured>> Measure(LargeBenchRequest request, Scenarios scenarios)
    {
        var measured = new Dictionary<string, Measured>(StringComparer.Ordinal);
        foreach (var name in Scenarios.Names)
        {
            measured.Add(name, await Measure(request, await scenarios.Turn(name)));
        }
        return measured;
    }

    private static async Task<Measured> Measure(LargeBenchRequest request, Func<Task> turn)
    {
        await ClosedLoop.Run(request.Clients, EngineBench.WarmUp, turn);
        return await ClosedLoop.Run(request.Clients, request.Time, turn);
    }

    private static async Task<IReadOnlyList<Figure>> Fill(LargeBenchRequest request, Filling filling, RawLimits raw)
    {
        const string rows = "bulk rows";
        var messages = request.Waiting / 2;
        var ended = request.History / BenchModels.StraightRows;
        var perSecond = new List<(string Name, double Value)>
        {
            ("message", await filling.Start("waiting for a message", messages, Scenarios.MessageInstance)),
            ("usertask", await filling.Start("waiting in a user task", request.Waiting - messages, Scenarios.UserTaskInstance)),
            ("straight", await filling.Start("ended", ended, Scenarios.StraightInstance)),
        };
        return
        [
            .. perSecond.Select(each => Figure.Of($"large.{request.Store}.fill.{each.Name}", each.Value, "1/s", rows, raw.RowsPerSecond)),
            Figure.Of($"large.{request.Store}.fill.waiting", request.Waiting, "instances", "none", 0),
            Figure.Of($"large.{request.Store}.fill.ended", ended, "instances", "none", 0),
        ];
    }

    private static IEnumerable<Figure> Beside(string name, Measured now, Measured before)
    {
        yield return Figure.Of($"{name}.instances", now.PerSecond, "1/s", Before, before.PerSecond);
        yield return Figure.Of($"{name}.processor", now.ProcessorMicroseconds, "us", Before, before.ProcessorMicroseconds);
        yield return Figure.Of($"{name}.latency.p50", now.Percentile(0.50), "ms", Before, before.Percentile(0.50));
        yield return Figure.Of($"{name}.latency.p99", now.Percentile(0.99), "ms", Before, before.Percentile(0.99));
    }

    /// <summary>Says whether the machine itself was as fast as before: where it was not, the figures above are not the engine's.</summary>
    private static IEnumerable<Figure> Machine(LargeBenchRequest request, RawLimits before, RawLimits after)
    {
        var prefix = $"large.{request.Store}.raw";
        yield return Figure.Of($"{prefix}.commits", after.CommitsPerSecond, "1/s", Before, before.CommitsPerSecond);
        yield return Figure.Of($"{prefix}.commits-of-all", after.CommitsOfMany, "1/s", Before, before.CommitsOfMany);
        yield return Figure.Of($"{prefix}.rows", after.RowsPerSecond, "1/s", Before, before.RowsPerSecond);
    }
}
