namespace Baton.Bench.Soak;

/// <summary>
/// Compares the last tenth of a long run with its second tenth: the first is left out, as caches fill in it. Medians, so that a single line
/// does not count. What does not leak has a ratio near 1.
/// </summary>
internal static class Growth
{
    private static readonly (string Name, string Unit, Func<SoakSample, double> Value)[] Series =
    [
        ("units", "1/s", sample => sample.UnitsPerSecond),
        ("latency.p50", "ms", sample => sample.LatencyP50),
        ("latency.p99", "ms", sample => sample.LatencyP99),
        ("working-set", "MB", sample => sample.WorkingSetMegabytes),
        ("heap", "MB", sample => sample.HeapMegabytes),
        ("collected-heap", "MB", sample => sample.CollectedHeapMegabytes),
        ("handles", "handles", sample => sample.Handles),
        ("threads", "threads", sample => sample.Threads),
        ("log", "MB", sample => sample.LogMegabytes),
        ("database", "MB", sample => sample.DatabaseMegabytes),
        ("lane-queue", "units", sample => sample.LaneQueue),
    ];

    /// <summary>A figure for each series; none where there were fewer than two samples.</summary>
    public static IEnumerable<Figure> Of(string prefix, IReadOnlyList<SoakSample> samples)
    {
        if (samples.Count < 2)
        {
            return [];
        }
        var tenth = Math.Max(1, samples.Count / 10);
        var early = samples.Skip(samples.Count < 3 ? 0 : tenth).Take(tenth).ToList();
        var late = samples.TakeLast(tenth).ToList();
        return Series.Select(each =>
            Figure.Of(
                $"{prefix}.{each.Name}",
                Median(late.Select(each.Value)),
                each.Unit,
                "in the second tenth",
                Median(early.Select(each.Value))
            )
        );
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
