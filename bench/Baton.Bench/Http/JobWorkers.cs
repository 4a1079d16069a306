using System.Diagnostics;
using Baton.Bench.Load;

namespace Baton.Bench.Http;

/// <summary>
/// Workers that ask for jobs of a type again and again, and complete each with a request of its own. Where there are no jobs they wait for some
/// as long as their patience; without any they stop.
/// </summary>
internal sealed class JobWorkers(EngineClient client, string type, TimeSpan patience)
{
    /// <summary>How many jobs a worker takes at a time, and how many completions it has on their way at the same time.</summary>
    private const int AtOnce = 32;

    /// <summary>Of the requests that brought jobs.</summary>
    public Latencies Activations { get; } = new();

    public Latencies Completions { get; } = new();

    /// <summary>From the time in the job's variable <c>sent</c> to the job being with the worker; of jobs that have it.</summary>
    public Latencies Deliveries { get; } = new();

    /// <summary>Works until the task ends, and answers when the last completion was.</summary>
    public async Task Work(int workers, Task until)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => Loop(until))));
        Completions.ThrowIfFailed();
    }

    private async Task Loop(Task until)
    {
        using var room = new SemaphoreSlim(AtOnce);
        while (!until.IsCompleted)
        {
            var from = Stopwatch.GetTimestamp();
            var jobs = await client.Activate(type, AtOnce, patience);
            if (jobs.Count > 0)
            {
                Activations.Add(Stopwatch.GetElapsedTime(from));
            }
            else if (patience == TimeSpan.Zero)
            {
                break;
            }
            foreach (var (_, sent) in jobs.Where(job => job.Sent > 0))
            {
                Deliveries.Add(Stopwatch.GetElapsedTime(sent));
            }
            foreach (var (key, _) in jobs)
            {
                await room.WaitAsync();
                _ = Complete(key, room);
            }
        }
        for (var i = 0; i < AtOnce; i++)
        {
            await room.WaitAsync();
        }
    }

    private async Task Complete(string key, SemaphoreSlim room)
    {
        await Completions.Time(() => client.CompleteJob(key));
        room.Release();
    }
}
