using System.Diagnostics;

namespace Baton.EndToEnd.Stories;

/// <summary>Waits for what the server does on its own, by looking again, with an end.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                Assert.Fail($"Did not happen within {Patience.TotalSeconds} s: {what}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until the look-up finds something, and answers it.</summary>
    public static async Task<T> Finds<T>(Func<Task<T?>> lookUp, string what)
        where T : class
    {
        T? found = null;
        await Holds(async () => (found = await lookUp()) is not null, what);
        return found!;
    }
}
