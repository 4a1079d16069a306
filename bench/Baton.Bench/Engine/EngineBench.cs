using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Bench.Engine;

/// <summary>What is measured, with how many clients, how long, on which disk.</summary>
internal sealed record EngineBenchRequest(string Store, string Scenario, int Clients, int Lanes, TimeSpan Time, string Folder);

/// <summary>Clients in a closed loop against the runtime in this process: each waits for its answer before it asks again.</summary>
internal static class EngineBench
{
    private const int Waiting = 2_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan NoWait = TimeSpan.FromMilliseconds(-1);

    private static long _orders;

    public static async Task<int> Run(EngineBenchRequest request, TextWriter output)
    {
        var folder = Path.Combine(request.Folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            using var store = BenchStore.Of(request.Store, folder);
            var before = Limits(store, request.Clients);
            using var engine = store.New();
            await using var runtime = new BatonRuntime(
                engine,
                new BatonClock(),
                new() { Lanes = request.Lanes },
                RuntimeParts.None,
                NullLogger<BatonRuntime>.Instance
            );
            await runtime.Start();
            await Deploy(runtime, BenchModels.Straight(), BenchModels.UserTask(), BenchModels.Message(), BenchModels.Job());
            var turn = await Turn(runtime, request.Scenario);
            await Measure(request.Clients, WarmUp, turn);
            var measured = await Measure(request.Clients, request.Time, turn);
            // The disk is shared with whatever else runs: the better of two measurements is nearer to what it can do.
            var raw = before.Better(Limits(store, request.Clients));
            foreach (var figure in Figures(request, measured, raw))
            {
                await output.WriteLineAsync(figure.ToJson());
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RawLimits Limits(BenchStore store, int clients)
    {
        using var storage = store.New();
        return RawLimits.Measure(storage, clients, TimeSpan.FromSeconds(2));
    }

    private static async Task<Func<Task<int>>> Turn(BatonRuntime runtime, string scenario)
    {
        switch (scenario)
        {
            case "usertask":
                return () => UserTask(runtime);
            case "job":
                return () => Job(runtime);
            case "message":
                var waiting = new ConcurrentQueue<string>();
                for (var i = 0; i < Waiting; i++)
                {
                    waiting.Enqueue(await Wait(runtime));
                }
                return () => Message(runtime, waiting);
            default:
                return () => Straight(runtime);
        }
    }

    private static async Task Deploy(BatonRuntime runtime, params string[] models)
    {
        var resources = models.Select((model, at) => new DeploymentResource($"bench{at}.bpmn", Encoding.UTF8.GetBytes(model))).ToList();
        _ = (await runtime.Write(unit => unit.Engine.Deploy(resources))).Value;
    }

    private static async Task<int> Straight(BatonRuntime runtime)
    {
        var request = new CreateInstanceRequest { ProcessId = "straight", Variables = FeelContext.Of(("n", FeelValue.From(0))) };
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(request))).Value;
        return 1;
    }

    private static async Task<int> UserTask(BatonRuntime runtime)
    {
        var task = (
            await runtime.Write(async unit =>
            {
                var created = (await unit.Engine.CreateInstance(new() { ProcessId = "usertask" })).Value;
                return Outcome.Of(unit.Engine.State(created.ProcessInstanceKey)!.UserTasks.Single().Key);
            })
        ).Value;
        _ = (
            await runtime.Write(
                UnitNeeds.UserTask(task),
                unit => unit.Engine.CompleteUserTask(task, FeelContext.Of(("approved", FeelValue.True)))
            )
        ).Value;
        return 1;
    }

    /// <summary>Starts an instance and does the job that is available longest.</summary>
    private static async Task<int> Job(BatonRuntime runtime)
    {
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = "job" }))).Value;
        var request = new ActivateJobsRequest("job", 1, TimeSpan.FromMinutes(5));
        var jobs = (await runtime.ActivateJobs(request, NoWait)).Value;
        foreach (var job in jobs)
        {
            _ = (await runtime.Write(UnitNeeds.Job(job.JobKey), unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty))).Value;
        }
        return jobs.Count;
    }

    /// <summary>Lets the instance go on that waits longest, and begins another one to wait in its place.</summary>
    private static async Task<int> Message(BatonRuntime runtime, ConcurrentQueue<string> waiting)
    {
        waiting.TryDequeue(out var order);
        _ = (await runtime.Write(UnitNeeds.Message("paid", order!), unit => unit.Engine.CorrelateMessage(new("paid", order!)))).Value;
        waiting.Enqueue(await Wait(runtime));
        return 1;
    }

    private static async Task<string> Wait(BatonRuntime runtime)
    {
        var order = FormattableString.Invariant($"order-{Interlocked.Increment(ref _orders)}");
        var request = new CreateInstanceRequest { ProcessId = "message", Variables = FeelContext.Of(("order", FeelValue.From(order))) };
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(request))).Value;
        return order;
    }

    private static async Task<Measured> Measure(int clients, TimeSpan time, Func<Task<int>> turn)
    {
        var began = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var loops = Enumerable.Range(0, clients).Select(_ => Task.Run(() => Loop(began, time, turn))).ToList();
        var latencies = (await Task.WhenAll(loops)).SelectMany(each => each).ToList();
        return new(latencies, Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - processor);
    }

    private static async Task<List<double>> Loop(long began, TimeSpan time, Func<Task<int>> turn)
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var from = Stopwatch.GetTimestamp();
            await turn();
            latencies.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return latencies;
    }

    private static IEnumerable<Figure> Figures(EngineBenchRequest request, Measured measured, RawLimits raw)
    {
        const string commits = "one-row commits";
        const string rows = "bulk rows";
        const string commit = "one-row commit";
        const string many = "one-row commits of all clients";
        var prefix = FormattableString.Invariant($"engine.{request.Store}.{request.Scenario}.clients{request.Clients}");
        var oneCommit = 1_000 / raw.CommitsPerSecond;
        yield return Figure.Of($"{prefix}.instances", measured.PerSecond, "1/s", commits, raw.CommitsPerSecond);
        yield return request.Scenario == "straight"
            ? Figure.Of($"{prefix}.steps", measured.PerSecond * BenchModels.Steps, "1/s", rows, raw.RowsPerSecond)
            : Figure.Of($"{prefix}.completed", measured.PerSecond, "1/s", many, raw.CommitsOfMany);
        yield return Figure.Of($"{prefix}.processor", measured.ProcessorMicroseconds, "us", "bulk row", 1_000_000 / raw.RowsPerSecond);
        yield return Figure.Of($"{prefix}.latency.p50", measured.Percentile(0.50), "ms", commit, oneCommit);
        yield return Figure.Of($"{prefix}.latency.p99", measured.Percentile(0.99), "ms", commit, oneCommit);
    }

    private sealed record Measured(List<double> Latencies, TimeSpan Elapsed, TimeSpan Processor)
    {
        public double ProcessorMicroseconds => Processor.TotalMicroseconds / Math.Max(1, Latencies.Count);

        public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

        public double Percentile(double share)
        {
            Latencies.Sort();
            return Latencies.Count == 0 ? 0 : Latencies[Math.Min(Latencies.Count - 1, (int)(Latencies.Count * share))];
        }
    }
}
