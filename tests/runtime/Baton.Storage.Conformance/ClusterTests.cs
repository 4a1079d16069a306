using System.Collections.Concurrent;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Outbox;
using Baton.Runtime.Postgres;
using Baton.Runtime.Workers;
using Baton.Storage.Conformance.Models;
using Baton.Testing;
using Baton.Tests.Postgres;

namespace Baton.Storage.Conformance;

/// <summary>Two processes, as far as the database can tell, on one PostgreSQL.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<BatonTestHost> _hosts = [];
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        _database = ThrowawayPostgres.Shared.NewDatabase();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
        if (_database.Length > 0)
        {
            ThrowawayPostgres.Shared.Drop(_database);
        }
    }

    [Fact]
    public async Task Whatever_one_process_has_committed_the_other_goes_on_with_at_once()
    {
        var (one, other) = await Two();
        for (var round = 0; round < 20; round++)
        {
            var (first, second) = round % 2 == 0 ? (one, other) : (other, one);
            await first.Deploy(TestModels.UserTask(name: FormattableString.Invariant($"Approve {round}")));
            var instance = await second.StartProcess("approve");
            Assert.Equal(round + 1, (await first.Search.ProcessInstance(instance, Cancel))!.ProcessDefinitionVersion);
            await first.Write(unit => unit.Engine.SetVariables(instance, FeelJson.Parse("""{"round": 1}""").AsContext()));
            await second.Write(unit => unit.Engine.SetVariables(instance, FeelJson.Parse("""{"round": 2}""").AsContext()));
            var task = Assert.Single(await first.OpenTasks(instance));
            await first.Write(unit => unit.Engine.CompleteUserTask(task.UserTaskKey, FeelContext.Empty));
            Assert.Equal("COMPLETED", await second.StateOf(instance));
        }

        Assert.Empty(await one.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Of_many_who_complete_the_same_jobs_at_the_same_time_one_succeeds_for_each()
    {
        var (one, other) = await Two();
        await one.Deploy(TestModels.ServiceTask());
        var instances = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            instances.Add(await (i % 2 == 0 ? one : other).StartProcess("work"));
        }
        var jobs = await one.TakeJobs("work");
        Assert.Equal(40, jobs.Count);
        var attempts = jobs.SelectMany(job =>
            new[] { one, other, one, other }.Select(host =>
                Task.Run(() => host.Runtime.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty), Cancel), Cancel)
            )
        );
        var outcomes = await Task.WhenAll(attempts.ToList());

        Assert.Equal(40, outcomes.Count(outcome => outcome.Succeeded));
        foreach (var instance in instances)
        {
            Assert.Equal("COMPLETED", await one.StateOf(instance));
        }
        Assert.Empty(await one.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Workers_of_both_processes_share_the_jobs_and_do_each_once()
    {
        var (one, other) = await Two();
        await one.Deploy(TestModels.ServiceTask());
        var done = new ConcurrentBag<(string Where, long Job)>();
        one.Runtime.StartWorker("work", (job, _) => Done("one", job));
        other.Runtime.StartWorker("work", (job, _) => Done("other", job));
        var starts = Enumerable.Range(0, 200).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).StartProcess("work"), Cancel));
        var instances = await Task.WhenAll(starts.ToList());
        foreach (var instance in instances)
        {
            Assert.True(await one.Runtime.AwaitEnd(instance, Patience, Cancel));
        }

        Assert.Equal(200, done.Select(one => one.Job).Distinct().Count());
        Assert.Equal(200, done.Count);
        Assert.Empty(await one.Runtime.Verify(Cancel));

        Task<JobAnswer> Done(string where, ActivatedJob job)
        {
            done.Add((where, job.JobKey));
            return Task.FromResult(JobAnswer.Complete());
        }
    }

    [Fact]
    public async Task A_message_and_the_one_who_begins_to_wait_for_it_at_the_same_moment_never_miss_each_other()
    {
        var (one, other) = await Two();
        await one.Deploy(TestModels.WaitForMessage());
        var races = Enumerable
            .Range(0, 100)
            .Select(async i =>
            {
                var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"order-{i}");
                var start = Task.Run(() => one.StartProcess("order", $$"""{"order": "{{key}}"}"""), Cancel);
                var publish = Task.Run(() => other.Publish("paid", key, timeToLive: TimeSpan.FromHours(1)), Cancel);
                await Task.WhenAll(start, publish);
                return await start;
            })
            .ToList();
        foreach (var instance in await Task.WhenAll(races))
        {
            Assert.Equal("COMPLETED", await other.StateOf(instance));
        }
        Assert.Empty(await one.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task Timers_that_both_processes_see_fire_once()
    {
        var (one, other) = await Two();
        await one.Deploy(TestModels.Wait());
        var instances = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            instances.Add(await one.StartProcess("wait"));
        }
        var later = one.Now + TimeSpan.FromHours(2);
        do
        {
            await Task.WhenAll(one.Runtime.PinClock(later, Cancel), other.Runtime.PinClock(later, Cancel));
        } while (
            (await one.Search.ProcessInstances(new() { Filter = new Baton.Runtime.Search.Filter.Where("state", "ACTIVE") }, Cancel))
                .Value
                .Items
                .Count > 0
        );

        foreach (var instance in instances)
        {
            Assert.Equal("COMPLETED", await other.StateOf(instance));
        }
        Assert.Empty(await one.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task The_outbox_is_delivered_once_by_whichever_process_is_free()
    {
        var delivered = new ConcurrentBag<string>();
        var parts = new RuntimeParts([], [new Recorder(delivered)], [], []);
        var (one, other) = await Two(parts);
        var sends = Enumerable
            .Range(0, 100)
            .Select(i =>
                (i % 2 == 0 ? one : other).Write(unit => new ValueTask<Outcome<long>>(
                    unit.Enqueue(new("note", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{i}"), "{}"))
                ))
            );
        await Task.WhenAll(sends.ToList());
        await one.Runtime.RunDue(Cancel);
        await other.Runtime.RunDue(Cancel);

        Assert.Equal(100, delivered.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, delivered.Count);
    }

    [Fact]
    public async Task One_process_hears_what_the_other_tells_and_is_woken_by_its_commits()
    {
        var (one, other) = await Two();
        var heard = new TaskCompletionSource<IReadOnlyCollection<string>?>();
        other.Runtime.Told = topics => _ = topics is not null && heard.TrySetResult(topics);
        await one.Deploy(TestModels.ServiceTask());
        var poll = other.Runtime.ActivateJobs(new("work", 1, TimeSpan.FromMinutes(1)), Patience, Cancel);
        await one.StartProcess("work");
        one.Runtime.Tell(["worklist:amy"]);

        Assert.Single((await poll.WaitAsync(Patience, Cancel)).Value);
        Assert.Equal(["worklist:amy"], await heard.Task.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task A_process_that_dies_is_taken_off_the_list_and_the_others_go_on()
    {
        var (one, other) = await Two();
        await one.Deploy(TestModels.Wait());
        var instance = await one.StartProcess("wait");
        await one.Runtime.Abandon();
        while (other.Runtime.Nodes.Count > 1)
        {
            await Task.Delay(50, Cancel);
        }
        await other.Advance(TimeSpan.FromHours(2));

        Assert.Equal("COMPLETED", await other.StateOf(instance));
    }

    [Fact]
    public async Task A_lane_comes_back_when_the_database_was_away()
    {
        using var cluster = new ThrowawayPostgres(durable: false);
        await using var host = await BatonTestHost.Start(new PostgresStorage(new() { ConnectionString = cluster.NewDatabase() }));
        await host.Deploy(TestModels.UserTask());
        cluster.Kill();
        await Assert.ThrowsAsync<Baton.Runtime.Storage.StorageUnreachableException>(() => host.StartProcess("approve"));
        cluster.Start();
        var instance = await Again(() => host.StartProcess("approve"));
        await host.CompleteTask(instance);

        Assert.Equal("COMPLETED", await host.StateOf(instance));
    }

    /// <summary>Tries until connections are up again.</summary>
    private static async Task<T> Again<T>(Func<Task<T>> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Baton.Runtime.Storage.StorageUnreachableException) when (attempt < 100)
            {
                await Task.Delay(50, Cancel);
            }
        }
    }

    private async Task<(BatonTestHost One, BatonTestHost Other)> Two(RuntimeParts? parts = null)
    {
        for (var i = 0; i < 2; i++)
        {
            _hosts.Add(await BatonTestHost.Start(new PostgresStorage(new() { ConnectionString = _database }), parts));
        }
        while (_hosts.Exists(host => host.Runtime.Nodes.Count < 2))
        {
            await Task.Delay(20, Cancel);
        }
        return (_hosts[0], _hosts[1]);
    }

    private sealed class Recorder(ConcurrentBag<string> delivered) : IOutboxDriver
    {
        public string Channel => "note";

        public Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
        {
            delivered.Add(message.IdempotencyKey);
            return Task.FromResult(DeliveryResult.Delivered());
        }
    }
}
