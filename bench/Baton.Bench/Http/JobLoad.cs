using System.Diagnostics;
using System.Globalization;
using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>Workers do jobs that wait; then instances with a job are started at a given rate while workers wait for their jobs.</summary>
internal sealed class JobLoad(HttpBenchRequest request, BenchServer server, EngineClient client)
{
    private const string Pooled = "job";

    /// <summary>Jobs of their own type: what is left of the pool is not handed out before them.</summary>
    private const string Started = "delivered";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Measures, and answers the figures that the raw limits make of it.</summary>
    public async Task<IReadOnlyList<Func<HttpRaw, IEnumerable<Figure>>>> Run()
    {
        await client.Deploy("job.bpmn", BenchModels.Job(Pooled));
        await client.Deploy("delivered.bpmn", BenchModels.Job(Started));
        var created = await Pool.Fill(request, server, client, Pooled);
        await Work(EngineBench.WarmUp);
        var (activated, completed) = await Work(request.Time);
        // An instance is a start and a job: this is what one after the other would reach.
        var rate = request.Rate ?? 1 / (1 / created.PerSecond + 1 / completed.PerSecond) / 2;
        await Start(rate, EngineBench.WarmUp);
        var (started, reached) = await Start(rate, request.Time);
        return
        [
            raw => [raw.BesideHealth($"{request.Prefix}.created", created.PerSecond)],
            raw => [raw.BesideCommits($"{request.Prefix}.jobs", completed.PerSecond)],
            raw => [raw.BesideHealth($"{request.Prefix}.jobs.requests", completed.PerSecond + activated.PerSecond)],
            raw => raw.Latency($"{request.Prefix}.activation.latency", activated),
            raw => raw.Latency($"{request.Prefix}.completion.latency", completed),
            raw => [raw.Processor($"{request.Prefix}.jobs.processor", completed)],
            _ => [Figure.Of($"{request.Prefix}.start.rate", reached, "1/s", "as asked", rate)],
            raw => raw.Latency($"{request.Prefix}.start.latency", started),
        ];
    }

    private async Task<(Measured Activated, Measured Completed)> Work(TimeSpan time)
    {
        var workers = new JobWorkers(client, Pooled, TimeSpan.Zero);
        var began = Stopwatch.GetTimestamp();
        var before = server.Processor;
        await workers.Work(request.Workers, Task.Delay(time));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var processor = server.Processor - before;
        return (new(workers.Activations.Take(), elapsed, processor), new(workers.Completions.Take(), elapsed, processor));
    }

    /// <summary>From sending the start of an instance to its job being in the hands of a worker, who completes it.</summary>
    private async Task<(Measured Started, double Reached)> Start(double rate, TimeSpan time)
    {
        var workers = new JobWorkers(client, Started, Patience);
        var creations = new Latencies();
        var before = server.Processor;
        var load = OpenLoop.Run(rate, time, () => creations.Time(Create));
        await workers.Work(request.Workers, load);
        creations.ThrowIfFailed();
        return (new(workers.Deliveries.Take(), time, server.Processor - before), await load);
    }

    private Task Create() =>
        client.Create(Started, string.Create(CultureInfo.InvariantCulture, $$"""{"sent":{{Stopwatch.GetTimestamp()}}}"""));
}
