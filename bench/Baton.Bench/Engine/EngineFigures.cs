using Baton.Bench.Load;

namespace Baton.Bench.Engine;

/// <summary>Puts what was measured of a scenario beside the raw limits of the database.</summary>
internal static class EngineFigures
{
    public static IEnumerable<Figure> Of(string prefix, string scenario, Measured measured, RawLimits raw)
    {
        const string commits = "one-row commits";
        const string rows = "bulk rows";
        const string commit = "one-row commit";
        const string many = "one-row commits of all clients";
        var oneCommit = 1_000 / raw.CommitsPerSecond;
        yield return Figure.Of($"{prefix}.instances", measured.PerSecond, "1/s", commits, raw.CommitsPerSecond);
        yield return scenario == "straight"
            ? Figure.Of($"{prefix}.steps", measured.PerSecond * BenchModels.Steps, "1/s", rows, raw.RowsPerSecond)
            : Figure.Of($"{prefix}.completed", measured.PerSecond, "1/s", many, raw.CommitsOfMany);
        yield return Figure.Of($"{prefix}.processor", measured.ProcessorMicroseconds, "us", "bulk row", 1_000_000 / raw.RowsPerSecond);
        yield return Figure.Of($"{prefix}.latency.p50", measured.Percentile(0.50), "ms", commit, oneCommit);
        yield return Figure.Of($"{prefix}.latency.p99", measured.Percentile(0.99), "ms", commit, oneCommit);
    }
}
