using System.Diagnostics;

namespace Baton.Bench.Decisions;

/// <summary>How long one call takes and how many bytes it allocates.</summary>
internal readonly record struct Measurement(double Nanoseconds, double Bytes)
{
    private const int WarmUpRounds = 12;
    private const int Rounds = 40;
    private const int BytesOver = 1_000;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Measures two calls in turns, so that whatever else the machine does meets both, and keeps the fastest round of each.
    /// </summary>
    public static (Measurement First, Measurement Second) Of<T>(Func<T> first, Func<T> second)
    {
        var (firstCalls, secondCalls) = (Calls(first), Calls(second));
        var (firstBest, secondBest) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            firstBest = Math.Min(firstBest, Nanos(first, firstCalls));
            secondBest = Math.Min(secondBest, Nanos(second, secondCalls));
        }
        return (new(firstBest, BytesOf(first)), new(secondBest, BytesOf(second)));
    }

    /// <summary>How many calls fill a round, found when the code has been compiled for good.</summary>
    private static int Calls<T>(Func<T> call)
    {
        var calls = 1;
        for (var round = 0; round < WarmUpRounds; )
        {
            var taken = Nanos(call, calls) * calls;
            if (taken < Round.TotalNanoseconds)
            {
                calls = (int)Math.Clamp(calls * Round.TotalNanoseconds / Math.Max(taken, 1), calls + 1, calls * 10L);
                continue;
            }
            round++;
        }
        return calls;
    }

    private static double Nanos<T>(Func<T> call, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            call();
        }
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static double BytesOf<T>(Func<T> call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < BytesOver; i++)
        {
            call();
        }
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / BytesOver;
    }
}
