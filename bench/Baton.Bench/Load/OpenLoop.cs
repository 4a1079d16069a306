using System.Diagnostics;

namespace Baton.Bench.Load;

/// <summary>
/// Turns that begin at a given rate, whether or not those before were answered, as the world outside does. Answers that come late hold nobody
/// up, so that they are seen in the latencies of all who came meanwhile.
/// </summary>
internal static class OpenLoop
{
    /// <summary>More turns at the same time mean that the rate is beyond what can be done; then it begins no more until some are answered.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>Begins turns until the time is over, and waits for the last of them.</summary>
    /// <param name="rate">Turns a second.</param>
    /// <param name="time">When it is over, no turn begins any more.</param>
    /// <param name="turn">A turn; must not throw (<see cref="Latencies.Time"/>).</param>
    /// <returns>How many turns began in one second on average, to be compared with the rate.</returns>
    public static async Task<double> Run(double rate, TimeSpan time, Func<Task> turn)
    {
        using var room = new SemaphoreSlim(MostAtOnce);
        var began = Stopwatch.GetTimestamp();
        long sent = 0;
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate) + 1;
            for (; sent < due; sent++)
            {
                await room.WaitAsync();
                _ = Task.Run(() => Turn(turn, room));
            }
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
        var elapsed = Stopwatch.GetElapsedTime(began);
        for (var i = 0; i < MostAtOnce; i++)
        {
            await room.WaitAsync();
        }
        return sent / elapsed.TotalSeconds;
    }

    private static async Task Turn(Func<Task> turn, SemaphoreSlim room)
    {
        try
        {
            await turn();
        }
        finally
        {
            room.Release();
        }
    }
}
