using System.Collections.Concurrent;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Instances;
using Baton.Runtime.Jobs;

namespace Baton.Bench.Engine;

/// <summary>What clients do with a runtime that knows the <see cref="BenchModels"/>, one turn at a time.</summary>
internal sealed class Scenarios(BatonRuntime runtime)
{
    public static readonly string[] Names = ["straight", "message", "usertask", "job"];

    private const int Waiting = 2_000;

    private static readonly TimeSpan NoWait = TimeSpan.FromMilliseconds(-1);

    private static long _orders;

    private readonly ConcurrentQueue<string> _waiting = new();

    /// <summary>Makes what the scenario needs and answers one turn of it.</summary>
    public async Task<Func<Task>> Turn(string scenario)
    {
        switch (scenario)
        {
            case "usertask":
                return UserTask;
            case "job":
                return Job;
            case "message":
                while (_waiting.Count < Waiting)
                {
                    _waiting.Enqueue(await Wait());
                }
                return Message;
            default:
                return Straight;
        }
    }

    /// <summary>A turn of each scenario after the other.</summary>
    public async Task<Func<Task>> Mix()
    {
        var turns = new List<Func<Task>>();
        foreach (var name in Names)
        {
            turns.Add(await Turn(name));
        }
        var taken = 0u;
        return () => turns[(int)(Interlocked.Increment(ref taken) % (uint)turns.Count)]();
    }

    /// <summary>An instance that runs to its end.</summary>
    public static CreateInstanceRequest StraightInstance() =>
        new() { ProcessId = "straight", Variables = FeelContext.Of(("n", FeelValue.From(0))) };

    /// <summary>An instance that waits for a message that nobody else waits for.</summary>
    public static CreateInstanceRequest MessageInstance() => MessageInstance(NewOrder());

    private static CreateInstanceRequest MessageInstance(string order) =>
        new() { ProcessId = "message", Variables = FeelContext.Of(("order", FeelValue.From(order))) };

    /// <summary>An instance that waits in a user task.</summary>
    public static CreateInstanceRequest UserTaskInstance() => new() { ProcessId = "usertask" };

    private static string NewOrder() => FormattableString.Invariant($"order-{Interlocked.Increment(ref _orders)}");

    private async Task Straight() => _ = (await runtime.Write(unit => unit.Engine.CreateInstance(StraightInstance()))).Value;

    private async Task UserTask()
    {
        var task = (
            await runtime.Write(async unit =>
            {
                var created = (await unit.Engine.CreateInstance(UserTaskInstance())).Value;
                return Outcome.Of(unit.Engine.State(created.ProcessInstanceKey)!.UserTasks.Single().Key);
            })
        ).Value;
        _ = (
            await runtime.Write(
                UnitNeeds.UserTask(task),
                unit => unit.Engine.CompleteUserTask(task, FeelContext.Of(("approved", FeelValue.True)))
            )
        ).Value;
    }

    /// <summary>Starts an instance and does the job that is available longest.</summary>
    private async Task Job()
    {
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = "job" }))).Value;
        var request = new ActivateJobsRequest("job", 1, TimeSpan.FromMinutes(5));
        var jobs = (await runtime.ActivateJobs(request, NoWait)).Value;
        foreach (var job in jobs)
        {
            _ = (await runtime.Write(UnitNeeds.Job(job.JobKey), unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty))).Value;
        }
    }

    /// <summary>Lets the instance go on that waits longest, and begins another one to wait in its place.</summary>
    private async Task Message()
    {
        if (!_waiting.TryDequeue(out var order))
        {
            throw new InvalidOperationException($"More than {Waiting} messages are on their way at the same time.");
        }
        _ = (await runtime.Write(UnitNeeds.Message("paid", order), unit => unit.Engine.CorrelateMessage(new("paid", order)))).Value;
        _waiting.Enqueue(await Wait());
    }

    private async Task<string> Wait()
    {
        var order = NewOrder();
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(MessageInstance(order)))).Value;
        return order;
    }
}
