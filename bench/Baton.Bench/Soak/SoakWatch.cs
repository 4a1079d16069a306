using System.Diagnostics;
using Baton.Bench.Engine;
using Baton.Bench.Load;
using Baton.Runtime.Storage;

namespace Baton.Bench.Soak;

/// <summary>Looks at this process and its database from time to time.</summary>
internal sealed class SoakWatch(BatonStorage storage, RuntimeMeters meters, Latencies turns)
{
    private const double Megabyte = 1024 * 1024;

    private readonly long _began = Stopwatch.GetTimestamp();
    private long _last = Stopwatch.GetTimestamp();
    private long _units = meters.Units;

    /// <summary>What was done since the last time, and what is held now.</summary>
    public SoakSample Take()
    {
        var units = meters.Units;
        var seconds = Stopwatch.GetElapsedTime(_last).TotalSeconds;
        var latencies = new Measured(turns.Take(), Stopwatch.GetElapsedTime(_last), TimeSpan.Zero);
        var sample = new SoakSample
        {
            Minute = Round(Stopwatch.GetElapsedTime(_began).TotalMinutes),
            UnitsPerSecond = Round((units - _units) / seconds),
            LatencyP50 = Round(latencies.Percentile(0.50)),
            LatencyP99 = Round(latencies.Percentile(0.99)),
            Failures = turns.Failures,
            WorkingSetMegabytes = Round(Environment.WorkingSet / Megabyte),
            HeapMegabytes = Round(GC.GetTotalMemory(forceFullCollection: false) / Megabyte),
            CollectedHeapMegabytes = Round(GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / Megabyte),
            Gen2Collections = GC.CollectionCount(2),
            Handles = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(),
            Threads = Threads(),
            LogMegabytes = Round(StoreSizes.Log(storage) / Megabyte),
            DatabaseMegabytes = Round(StoreSizes.Database(storage) / Megabyte),
            LaneQueue = meters.Queue(),
        };
        (_last, _units) = (Stopwatch.GetTimestamp(), units);
        return sample;
    }

    private static int Threads()
    {
        using var self = Process.GetCurrentProcess();
        return self.Threads.Count;
    }

    private static double Round(double value) => Math.Round(value, 3);
}
