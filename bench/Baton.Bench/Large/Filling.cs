using System.Diagnostics;
using Baton.Runtime;
using Baton.Runtime.Instances;

namespace Baton.Bench.Large;

/// <summary>Starts very many instances through the engine, many in each unit of work, and says how far it is.</summary>
internal sealed class Filling(BatonRuntime runtime, TextWriter progress)
{
    private const int InstancesPerUnit = 200;
    private const int UnitsAtOnce = 4;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>Starts instances of one kind.</summary>
    /// <returns>How many a second.</returns>
    public async Task<double> Start(string kind, int count, Func<CreateInstanceRequest> instance)
    {
        var began = Stopwatch.GetTimestamp();
        var left = count;
        var loops = Enumerable.Range(0, UnitsAtOnce).Select(_ => Task.Run(Loop)).ToList();
        var all = Task.WhenAll(loops);
        while (await Task.WhenAny(all, Task.Delay(ProgressEvery)) != all)
        {
            await Say();
        }
        await all;
        await Say();
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;

        async Task Loop()
        {
            // What is left is below zero when the last ones are taken.
            for (int taken; (taken = InstancesPerUnit + Math.Min(0, Interlocked.Add(ref left, -InstancesPerUnit))) > 0; )
            {
                await Unit(taken, instance);
            }
        }

        Task Say()
        {
            var started = count - Math.Max(0, Volatile.Read(ref left));
            var perSecond = started / Stopwatch.GetElapsedTime(began).TotalSeconds;
            return progress.WriteLineAsync(FormattableString.Invariant($"{kind}: {started:N0} of {count:N0}, {perSecond:N0} a second"));
        }
    }

    private async Task Unit(int count, Func<CreateInstanceRequest> instance) =>
        _ = (
            await runtime.Write(async unit =>
            {
                for (var i = 0; i < count; i++)
                {
                    _ = (await unit.Engine.CreateInstance(instance())).Value;
                }
                return Outcome.Of(count);
            })
        ).Value;
}
