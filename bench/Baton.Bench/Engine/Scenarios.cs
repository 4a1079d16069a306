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

    /// <summary>How many instances were begun that wait for a message; the orders that they wait for are numbered from 1.</summary>
    public static long Orders => Interlocked.Read(ref _orders);

    /// <summary>What the scenario message waits for, the oldest first; made when it is asked for.</summary>
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
                return () => Message(_waiting);
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

    /// <summary>
    /// The scenario message with instances that were begun long ago, in any order, so that no cache has them: those that wait for the orders with
    /// these numbers.
    /// </summary>
    public Func<Task> ColdMessages(long first, int count)
    {
        long[] orders = [.. Enumerable.Range(0, count).Select(at => first + at)];
        new Random(1).Shuffle(orders);
        var waiting = new ConcurrentQueue<string>(orders.Select(Order));
        return () => Message(waiting);
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

    private static string NewOrder() => Order(Interlocked.Increment(ref _orders));

    private static string Order(long number) => FormattableString.Invariant($"order-{number}");

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
    private async Task Message(ConcurrentQueue<string> waiting)
    {
        if (!waiting.TryDequeue(out var order))
        {
            throw new InvalidOperationException(
                "Expected instances that wait for a message, but all got theirs. Let more wait than there are clients."
            );
        }
        _ = (await runtime.Write(UnitNeeds.Message("paid", order), unit => unit.Engine.CorrelateMessage(new("paid", order)))).Value;
        waiting.Enqueue(await Wait());
    }

    private async Task<string> Wait()
    {
        var order = NewOrder();
        _ = (await runtime.Write(unit => unit.Engine.CreateInstance(MessageInstance(order)))).Value;
        return order;
    }
}
