using System.Collections.Concurrent;
using Baton.Bench.Engine;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>Clients claim and complete user tasks that wait; then instances with a user task are started at a given rate.</summary>
internal sealed class UserTaskLoad(HttpBenchRequest request, BenchServer server, EngineClient client)
{
    private const string Process = "usertask";

    /// <summary>Measures, and answers the figures that the raw limits make of it.</summary>
    public async Task<IReadOnlyList<Func<HttpRaw, IEnumerable<Figure>>>> Run()
    {
        await client.Deploy("usertask.bpmn", BenchModels.UserTask());
        var created = await Pool.Fill(request, server, client, Process);
        var tasks = new ConcurrentQueue<string>(await client.WaitingTasks(Process));
        await Work(tasks, EngineBench.WarmUp);
        var pairs = await Work(tasks, request.Time);
        var rate = request.Rate ?? created.PerSecond / 2;
        await Start(rate, EngineBench.WarmUp);
        var (started, reached) = await Start(rate, request.Time);
        return
        [
            raw => [raw.BesideHealth($"{request.Prefix}.created", created.PerSecond)],
            raw => [raw.BesideCommits($"{request.Prefix}.completed", pairs.PerSecond)],
            raw => [raw.BesideHealth($"{request.Prefix}.completed.requests", pairs.PerSecond * 2)],
            raw => raw.Latency($"{request.Prefix}.completed.latency", pairs),
            raw => [raw.Processor($"{request.Prefix}.completed.processor", pairs)],
            _ => [Figure.Of($"{request.Prefix}.start.rate", reached, "1/s", "as asked", rate)],
            raw => raw.Latency($"{request.Prefix}.start.latency", started),
        ];
    }

    /// <summary>A claim and the completion after it are one turn.</summary>
    private Task<Measured> Work(ConcurrentQueue<string> tasks, TimeSpan time) =>
        ClosedLoop.Run(
            request.Clients,
            time,
            async () =>
            {
                if (!tasks.TryDequeue(out var task))
                {
                    return false;
                }
                await client.Claim(task);
                await client.CompleteTask(task);
                return true;
            },
            () => server.Processor
        );

    /// <summary>The task is there for everybody when the start is answered.</summary>
    private async Task<(Measured Started, double Reached)> Start(double rate, TimeSpan time)
    {
        var latencies = new Latencies();
        var before = server.Processor;
        var reached = await OpenLoop.Run(rate, time, () => latencies.Time(() => client.Create(Process)));
        latencies.ThrowIfFailed();
        return (new(latencies.Take(), time, server.Processor - before), reached);
    }
}
