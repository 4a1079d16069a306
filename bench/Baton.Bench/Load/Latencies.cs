using System.Diagnostics;

namespace Baton.Bench.Load;

/// <summary>Collects how long things took that run at the same time, and the first of them that failed. Safe for any number of threads.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private List<double> _milliseconds = [];

    /// <summary>How many failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the first one failed; null where none did.</summary>
    public Exception? FirstFailure { get; private set; }

    /// <summary>Times a piece of work. A failure is kept and not thrown.</summary>
    public async Task Time(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        try
        {
            await work();
            Add(Stopwatch.GetElapsedTime(from));
        }
        catch (Exception failure)
        {
            lock (_lock)
            {
                Failures++;
                FirstFailure ??= failure;
            }
        }
    }

    public void Add(TimeSpan time)
    {
        lock (_lock)
        {
            _milliseconds.Add(time.TotalMilliseconds);
        }
    }

    /// <summary>What was collected since the last time, in milliseconds.</summary>
    public List<double> Take()
    {
        lock (_lock)
        {
            var taken = _milliseconds;
            _milliseconds = [];
            return taken;
        }
    }

    /// <exception cref="InvalidOperationException">Something failed.</exception>
    public void ThrowIfFailed()
    {
        if (FirstFailure is { } failure)
        {
            throw new InvalidOperationException($"{Failures} requests failed, the first one with: {failure.Message}", failure);
        }
    }
}
