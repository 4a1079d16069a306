using System.Diagnostics;
using Baton.Bench.Engine;
using Baton.Runtime.Storage;

namespace Baton.Bench.Large;

/// <summary>What a runtime takes while nobody asks it for anything.</summary>
/// <param name="DatabaseBytes">The database on disk.</param>
/// <param name="Rows">Rows of instances, running and ended, and their journals.</param>
/// <param name="HeapBytes">The managed heap after a full collection.</param>
/// <param name="WorkingSetBytes">The memory of this process after that.</param>
/// <param name="IdleProcessor">Processor time of this process in each second without work.</param>
internal sealed record Footprint(long DatabaseBytes, long Rows, long HeapBytes, long WorkingSetBytes, TimeSpan IdleProcessor)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Looks at sizes, and then for some time at a process that does nothing.</summary>
    public static async Task<Footprint> Measure(BatonStorage storage, TimeSpan idle)
    {
        var database = StoreSizes.Database(storage);
        var rows = StoreSizes.Rows(storage);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        await Task.Delay(idle);
        var used = (Environment.CpuUsage.TotalTime - processor) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(database, rows, heap, Environment.WorkingSet, used);
    }

    /// <summary>Each figure beside the one of before.</summary>
    public IEnumerable<Figure> Beside(string prefix, Footprint before)
    {
        yield return Figure.Of($"{prefix}.rows", Rows, "rows", LargeBench.Before, before.Rows);
        yield return Megabytes("database", DatabaseBytes, before.DatabaseBytes);
        yield return Megabytes("heap", HeapBytes, before.HeapBytes);
        yield return Megabytes("working-set", WorkingSetBytes, before.WorkingSetBytes);
        yield return Figure.Of(
            $"{prefix}.idle.processor",
            IdleProcessor.TotalMilliseconds,
            "ms/s",
            LargeBench.Before,
            before.IdleProcessor.TotalMilliseconds
        );

        Figure Megabytes(string name, long now, long earlier) =>
            Figure.Of($"{prefix}.{name}", now / Megabyte, "MB", LargeBench.Before, earlier / Megabyte);
    }
}
