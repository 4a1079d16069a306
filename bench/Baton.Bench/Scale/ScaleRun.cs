using System.Diagnostics;
using Baton.Bench.Engine;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Embedding;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Bench.Scale;

/// <summary>A runtime on a fresh file, the raw limits of the same disk, and where figures go.</summary>
internal sealed class ScaleRun : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TextWriter _output;
    private readonly List<Func<Figure>> _figures = [];

    private ScaleRun(string folder, RawLimits raw, BatonRuntime runtime, TextWriter output)
    {
        _folder = folder;
        _output = output;
        Raw = raw;
        Runtime = runtime;
    }

    public RawLimits Raw { get; private set; }

    public BatonRuntime Runtime { get; }

    /// <summary>How long a commit of one row takes without an engine, in microseconds.</summary>
    public double Commit => 1_000_000 / Raw.CommitsPerSecond;

    /// <summary>How long a row of a large transaction takes without an engine, in microseconds.</summary>
    public double Row => 1_000_000 / Raw.RowsPerSecond;

    public static async Task<ScaleRun> Begin(string parent, TextWriter output)
    {
        var folder = Path.Combine(parent, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        var raw = Limits(folder, "before");
        var runtime = new BatonRuntime(
            new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, "engine.db")}" }),
            BatonClock.Pinned(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
            new() { MaxCommandBytes = 64 * 1024 * 1024 },
            RuntimeParts.None,
            NullLogger<BatonRuntime>.Instance
        )
        {
            OwnsStorage = true,
        };
        await runtime.Start();
        await runtime.DeployText("each.bpmn", ScaleModels.Each(collects: false));
        await runtime.DeployText("each-collects.bpmn", ScaleModels.Each(collects: true));
        await runtime.DeployText("adhoc-collects.bpmn", ScaleModels.AdHoc());
        await runtime.DeployText("loop.bpmn", ScaleModels.Loop());
        await runtime.DeployText("job.bpmn", ScaleModels.Job());
        await runtime.DeployText("wait.bpmn", ScaleModels.Wait());
        return new(folder, raw, runtime, output);
    }

    /// <summary>Keeps how long each of many things took, beside a raw limit in microseconds.</summary>
    public void PerPiece(string name, TimeSpan time, int pieces, string rawName, Func<double> raw) =>
        _figures.Add(() => Figure.Of(name, time.TotalMicroseconds / pieces, "us", rawName, raw()));

    /// <summary>Keeps how long one thing took, beside a raw limit in milliseconds.</summary>
    public void Once(string name, TimeSpan time, string rawName, double raw) =>
        _figures.Add(() => Figure.Of(name, time.TotalMilliseconds, "ms", rawName, raw));

    /// <summary>Keeps a number that says how something came about.</summary>
    public void Count(string name, double value, string unit) => _figures.Add(() => Figure.Of(name, value, unit, "none", 0));

    /// <summary>
    /// Prints all figures. The disk is shared with whatever else runs: the better of two measurements is nearer to what it can do.
    /// </summary>
    public async Task Print()
    {
        Raw = Raw.Better(Limits(_folder, "after"));
        foreach (var figure in _figures)
        {
            await _output.WriteLineAsync(figure().ToJson());
        }
    }

    public static async Task<TimeSpan> Time(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began);
    }

    public async Task<long> Start(string process, FeelContext variables) =>
        (await Runtime.Do(unit => unit.Engine.CreateInstance(new() { ProcessId = process, Variables = variables }))).ProcessInstanceKey;

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static RawLimits Limits(string folder, string name)
    {
        using var bare = new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, name + ".db")}" });
        return RawLimits.Measure(bare, 1, TimeSpan.FromSeconds(2));
    }
}
