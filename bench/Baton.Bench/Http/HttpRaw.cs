using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>What figures over HTTP stand beside.</summary>
/// <param name="Database">What a database of the same kind can do on the same disk.</param>
/// <param name="Health">GET /health/live by the same clients on the same server.</param>
internal sealed record HttpRaw(RawLimits Database, Measured Health)
{
    /// <summary>How long a commit of one row takes, in milliseconds.</summary>
    public double Commit => 1_000 / Database.CommitsPerSecond;

    public Figure BesideHealth(string name, double perSecond) => Figure.Of(name, perSecond, "1/s", "GET /health/live", Health.PerSecond);

    public Figure BesideCommits(string name, double perSecond) =>
        Figure.Of(name, perSecond, "1/s", "one-row commits of all clients", Database.CommitsOfMany);

    public IEnumerable<Figure> Latency(string name, Measured measured)
    {
        yield return Figure.Of($"{name}.p50", measured.Percentile(0.50), "ms", "one-row commit", Commit);
        yield return Figure.Of($"{name}.p99", measured.Percentile(0.99), "ms", "one-row commit", Commit);
    }

    /// <summary>The processor time of the server for one piece.</summary>
    public Figure Processor(string name, Measured measured) =>
        Figure.Of(name, measured.ProcessorMicroseconds, "us", "server's for GET /health/live", Health.ProcessorMicroseconds);

    public IEnumerable<Figure> Own(string prefix)
    {
        const string commits = "one-row commits";
        yield return Figure.Of($"{prefix}.raw.health", Health.PerSecond, "1/s", commits, Database.CommitsPerSecond);
        yield return Figure.Of($"{prefix}.raw.commits-of-all", Database.CommitsOfMany, "1/s", commits, Database.CommitsPerSecond);
    }
}
