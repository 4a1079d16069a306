using System.Diagnostics;

namespace Baton.Bench.Load;

/// <summary>Clients that each wait for their answer before they ask again.</summary>
internal static class ClosedLoop
{
    /// <summary>Lets clients take turns until the time is over; the processor time is that of this process.</summary>
    public static Task<Measured> Run(int clients, TimeSpan time, Func<Task> turn) =>
        Run(
            clients,
            time,
            async () =>
            {
                await turn();
                return true;
            },
            () => Environment.CpuUsage.TotalTime
        );

    /// <summary>Lets clients take turns until the time is over or their work.</summary>
    /// <param name="clients">How many work at the same time.</param>
    /// <param name="time">When it is over, no turn begins any more.</param>
    /// <param name="turn">Whether there was something to do; a client ends when there was not, and that turn does not count.</param>
    /// <param name="processor">The processor time used so far by what is measured.</param>
    public static async Task<Measured> Run(int clients, TimeSpan time, Func<Task<bool>> turn, Func<TimeSpan> processor)
    {
        var began = Stopwatch.GetTimestamp();
        var before = processor();
        var loops = Enumerable.Range(0, clients).Select(_ => Task.Run(() => Loop(began, time, turn))).ToList();
        var latencies = (await Task.WhenAll(loops)).SelectMany(each => each).ToList();
        return new(latencies, Stopwatch.GetElapsedTime(began), processor() - before);
    }

    private static async Task<List<double>> Loop(long began, TimeSpan time, Func<Task<bool>> turn)
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var from = Stopwatch.GetTimestamp();
            if (!await turn())
            {
                break;
            }
            latencies.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return latencies;
    }
}
