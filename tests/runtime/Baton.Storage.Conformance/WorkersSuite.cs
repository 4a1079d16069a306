using System.Collections.Concurrent;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Runtime.Workers;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Job workers written as classes: each job is done, whatever the worker does.</summary>
public abstract class WorkersSuite : StorageSuite
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_worker_gets_typed_variables_and_gives_typed_ones_back()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work", """{"amount": 12.50, "customer": {"name": "Chan"}, "unused": 1}""");
        host.Runtime.StartWorker(new Typed());

        Assert.True(await host.Runtime.AwaitEnd(instance, Patience, Cancel));
        var variables = await host.VariablesOf(instance);
        Assert.Equal(("25", "\"Chan\""), (variables["twice"], variables["who"]));
    }

    [Fact]
    public async Task Many_jobs_are_done_each_once_and_never_more_at_a_time_than_the_worker_may_have()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        for (var i = 0; i < 60; i++)
        {
            await host.StartProcess("work");
        }
        var done = new ConcurrentBag<long>();
        var (busy, most) = (0, 0);
        var worker = new Scripted(
            async (job, _) =>
            {
                var now = Interlocked.Increment(ref busy);
                InterlockedMax(ref most, now);
                await Task.Yield();
                done.Add(job.JobKey);
                Interlocked.Decrement(ref busy);
                return JobAnswer.Complete();
            }
        )
        {
            Options = new("work") { MaxConcurrentJobs = 4 },
        };
        await using (host.Runtime.StartWorker(worker))
        {
            await Eventually(async () => (await Active(host)) == 0);
        }

        Assert.Equal(60, done.Count);
        Assert.Equal(60, done.Distinct().Count());
        Assert.InRange(most, 1, 4);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task An_idle_worker_is_woken_by_the_commit_that_brings_a_job()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        host.Runtime.StartWorker("work", (_, _) => Task.FromResult(JobAnswer.Complete()));
        var instance = await host.StartProcess("work");

        Assert.True(await host.Runtime.AwaitEnd(instance, Patience, Cancel));
    }

    [Fact]
    public async Task A_worker_that_throws_fails_the_job_until_its_retries_are_used_up()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        var tries = 0;
        var worker = new Scripted((_, _) => throw new IOException($"try {Interlocked.Increment(ref tries)}"))
        {
            Options = new("work") { RetryPause = TimeSpan.FromMinutes(1) },
        };
        host.Runtime.StartWorker(worker);
        await Eventually(async () => (await TheJob(host)).Retries == 2);
        Assert.Equal(("FAILED", "try 1"), ((await TheJob(host)).State, (await TheJob(host)).ErrorMessage));
        await host.Advance(TimeSpan.FromMinutes(1));
        await Eventually(async () => (await TheJob(host)).Retries == 1);
        await host.Advance(TimeSpan.FromMinutes(1));
        await Eventually(async () => (await TheJob(host)).Retries == 0);

        var incident = Assert.Single((await host.Search.Incidents(new(), Cancel)).Value.Items);
        Assert.Equal(("JOB_NO_RETRIES", "try 3", instance), (incident.ErrorType, incident.ErrorMessage, incident.ProcessInstanceKey));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_failure_may_name_its_retries_and_its_pause()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        host.Runtime.StartWorker("work", (_, _) => throw new JobFailureException("closed") { Retries = 7, Pause = TimeSpan.FromHours(8) });
        await Eventually(async () => (await TheJob(host)).Retries == 7);
        Assert.Empty(await host.TakeJobs("work"));
        Assert.Equal("closed", (await TheJob(host)).ErrorMessage);
    }

    [Fact]
    public async Task An_error_of_the_model_is_thrown_by_answer_or_exception()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work", """{"throws": true}""");
        await host.StartProcess("work", """{"throws": false}""");
        host.Runtime.StartWorker(
            new Scripted(
                (job, _) =>
                    job.Variables["throws"].AsBoolean()
                        ? throw new BpmnErrorException("DECLINED")
                        : Task.FromResult(JobAnswer.Error("DECLINED", "no money"))
            )
        );
        await Eventually(async () => (await host.Search.Incidents(new(), Cancel)).Value.Items.Count == 2);

        var jobs = (await host.Search.Jobs(new(), Cancel)).Value.Items;
        Assert.All(jobs, job => Assert.Equal(("ERROR_THROWN", "DECLINED"), (job.State, job.ErrorCode)));
        Assert.Contains("no money", jobs.Select(job => job.ErrorMessage));
    }

    [Fact]
    public async Task Variables_that_do_not_fit_are_an_incident_at_once_that_names_the_place()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work", """{"amount": "a lot"}""");
        host.Runtime.StartWorker(new Typed());
        await Eventually(async () => (await host.Search.Incidents(new(), Cancel)).Value.Items.Count == 1);

        var incident = (await host.Search.Incidents(new(), Cancel)).Value.Items[0];
        Assert.Equal("JOB_NO_RETRIES", incident.ErrorType);
        Assert.Contains("$.amount", incident.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_object_fails_the_job()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        host.Runtime.StartWorker("work", (_, _) => Task.FromResult(JobAnswer.Complete(42)));
        await Eventually(async () => (await host.Search.Incidents(new(), Cancel)).Value.Items.Count == 1);

        Assert.Contains("System.Int32", (await TheJob(host)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_cancelled_and_fails_the_job()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var worker = new Scripted((_, token) => Never(token)) { Options = new("work") { Timeout = TimeSpan.FromMilliseconds(20) } };
        host.Runtime.StartWorker(worker);
        await Eventually(async () => (await TheJob(host)).Retries == 2);

        Assert.Contains("did not end within 00:00:00.02", (await TheJob(host)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_takes_no_more_jobs_and_lets_those_at_work_end()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = host.Runtime.StartWorker(
            new Scripted(
                async (_, _) =>
                {
                    begun.TrySetResult();
                    await release.Task;
                    return JobAnswer.Complete();
                }
            )
        );
        await begun.Task;
        var stopping = running.Stop(Cancel);
        var late = await host.StartProcess("work");
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;

        Assert.Equal("COMPLETED", await host.StateOf(instance));
        Assert.Equal("ACTIVE", await host.StateOf(late));
        Assert.Single(await host.TakeJobs("work"));
    }

    [Fact]
    public async Task Stopping_without_patience_cancels_the_work_and_gives_the_job_back_at_once()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        await host.StartProcess("work");
        var begun = new TaskCompletionSource();
        var running = host.Runtime.StartWorker(
            new Scripted(
                (_, token) =>
                {
                    begun.TrySetResult();
                    return Never(token);
                }
            )
        );
        await begun.Task;
        await running.Stop(new CancellationToken(canceled: true));

        var again = Assert.Single(await host.TakeJobs("work"));
        Assert.Equal(3, again.Retries);
    }

    [Fact]
    public async Task A_job_whose_worker_died_with_its_program_is_done_by_the_next_one_when_the_lease_has_ended()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        var begun = new TaskCompletionSource<long>();
        var dying = new Scripted(
            (job, token) =>
            {
                begun.TrySetResult(job.JobKey);
                return Never(token);
            }
        );
        host.Runtime.StartWorker(dying);
        var key = await begun.Task;
        await host.Runtime.Abandon();

        var again = await Open();
        Assert.Empty(await again.TakeJobs("work"));
        var next = new TaskCompletionSource<long>();
        again.Runtime.StartWorker(
            "work",
            (job, _) =>
            {
                next.TrySetResult(job.JobKey);
                return Task.FromResult(JobAnswer.Complete());
            }
        );
        await again.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(key, await next.Task.WaitAsync(Patience, Cancel));
        Assert.True(await again.Runtime.AwaitEnd(instance, Patience, Cancel));
        Assert.Empty(await again.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task An_answer_for_a_job_that_was_canceled_meanwhile_harms_nobody()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var first = await host.StartProcess("work", """{"wait": true}""");
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var running = host.Runtime.StartWorker(
            new Scripted(
                async (job, _) =>
                {
                    if (!job.Variables["wait"].IsNull)
                    {
                        begun.TrySetResult();
                        await release.Task;
                    }
                    return JobAnswer.Complete();
                }
            )
            {
                Options = new("work") { MaxConcurrentJobs = 1 },
            }
        );
        await begun.Task;
        await host.Write(unit => unit.Engine.CancelInstance(first));
        release.SetResult();
        var second = await host.StartProcess("work");

        Assert.True(await host.Runtime.AwaitEnd(second, Patience, Cancel));
        Assert.Equal("TERMINATED", await host.StateOf(first));
    }

    [Fact]
    public async Task A_worker_outlives_a_lane_that_is_too_busy_for_it()
    {
        var host = await Open(options: new() { LaneCapacity = 1 });
        await host.Deploy(TestModels.ServiceTask());
        var instance = await host.StartProcess("work");
        Task waiting;
        await using (await HoldLane(host))
        {
            waiting = host.Runtime.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome), Cancel);
            host.Runtime.StartWorker("work", (_, _) => Task.FromResult(JobAnswer.Complete()));
            await Assert.ThrowsAsync<Baton.Runtime.Lanes.LaneBusyException>(() => host.StartProcess("work"));
        }
        await waiting;

        Assert.True(await host.Runtime.AwaitEnd(instance, Patience, Cancel));
    }

    [Fact]
    public async Task Disposing_the_runtime_stops_its_workers()
    {
        var host = await Open();
        await host.Deploy(TestModels.ServiceTask());
        var running = host.Runtime.StartWorker("work", (_, _) => Task.FromResult(JobAnswer.Complete()));
        Assert.True(host.Runtime.HasWorkers);
        await host.Runtime.DisposeAsync();

        Assert.False(host.Runtime.HasWorkers);
        await running.DisposeAsync();
    }

    [Fact]
    public async Task Options_that_can_never_work_are_refused_with_the_name_of_the_worker()
    {
        var host = await Open();
        var worker = new Scripted((_, _) => Task.FromResult(JobAnswer.Complete()))
        {
            Options = new(" ") { MaxConcurrentJobs = 0, Timeout = TimeSpan.Zero },
        };
        var wrong = Assert.Throws<ArgumentException>(() => host.Runtime.StartWorker(worker));

        Assert.StartsWith("Scripted: The type of jobs is empty", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrentJobs is 0", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout is 00:00:00", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<JobAnswer> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return JobAnswer.Complete();
    }

    private static async Task<JobRow> TheJob(BatonTestHost host) => (await host.Search.Jobs(new(), Cancel)).Value.Items[0];

    private static async Task<long> Active(BatonTestHost host) =>
        (await host.Search.ProcessInstances(new() { Filter = new Filter.Where("state", "ACTIVE") }, Cancel)).Value.TotalItems;

    /// <summary>Looks until it holds; the test's own time limit ends it.</summary>
    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5, Cancel);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }

    private sealed class Scripted(Func<ActivatedJob, CancellationToken, Task<JobAnswer>> work) : IJobWorker
    {
        public JobWorkerOptions Options { get; init; } = new("work");

        public Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken) => work(job, cancellationToken);
    }

    private sealed class Typed : JobWorker<Typed.Order, Typed.Answer>
    {
        public override JobWorkerOptions Options { get; } = new("work");

        protected override Task<Answer> Work(Order input, ActivatedJob job, CancellationToken cancellationToken) =>
            Task.FromResult(new Answer(input.Amount * 2, input.Customer?.Name));

        internal sealed record Order(decimal Amount, Person? Customer);

        internal sealed record Person(string Name);

        internal sealed record Answer(decimal Twice, string? Who);
    }
}
