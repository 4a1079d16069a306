namespace Baton.Bench.Load;

/// <summary>What clients did.</summary>
/// <param name="Latencies">How long each turn took, in milliseconds.</param>
/// <param name="Elapsed">From the first turn to the last answer.</param>
/// <param name="Processor">The processor time of what was measured in that time.</param>
internal sealed record Measured(List<double> Latencies, TimeSpan Elapsed, TimeSpan Processor)
{
    /// <summary>Processor time of one turn.</summary>
    public double ProcessorMicroseconds => Processor.TotalMicroseconds / Math.Max(1, Latencies.Count);

    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

    /// <summary>The latency, in milliseconds, that this share of the turns did not exceed; zero where there was none.</summary>
    public double Percentile(double share)
    {
        Latencies.Sort();
        return Latencies.Count == 0 ? 0 : Latencies[Math.Min(Latencies.Count - 1, (int)(Latencies.Count * share))];
    }
}
