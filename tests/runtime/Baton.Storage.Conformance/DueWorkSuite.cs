using Baton.Runtime;
using Baton.Runtime.Schedules;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What is due happens once, at its time, in its order, whatever the clock does.</summary>
public abstract class DueWorkSuite : StorageSuite
{
    [Fact]
    public async Task A_timer_fires_once_when_the_clock_reaches_it_and_not_before()
    {
        var host = await Open();
        await host.Deploy(TestModels.Wait(duration: "PT10M"));
        var instance = await host.StartProcess("wait");
        await host.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("ACTIVE", await host.StateOf(instance));

        await host.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Runtime.RunDue(Cancel)));

        Assert.Equal("COMPLETED", await host.StateOf(instance));
        var ends = await host.Search.ElementInstances(new() { Filter = new Filter.Where("elementId", "end") }, Cancel);
        Assert.Single(ends.Value.Items);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_great_many_timers_that_are_due_at_once_all_fire_before_pinning_returns()
    {
        var host = await Open(options: new() { DueBatch = 7 });
        await host.Deploy(TestModels.Wait(duration: "PT1S"));
        var instances = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            instances.Add(await host.StartProcess("wait"));
        }
        await host.Advance(TimeSpan.FromDays(1));

        foreach (var instance in instances)
        {
            Assert.Equal("COMPLETED", await host.StateOf(instance));
        }
    }

    [Fact]
    public async Task A_canceled_instance_leaves_no_timer()
    {
        var host = await Open();
        await host.Deploy(TestModels.Wait());
        var instance = await host.StartProcess("wait");
        await host.Write(unit => unit.Engine.CancelInstance(instance));
        await host.Advance(TimeSpan.FromDays(1));

        Assert.Equal("TERMINATED", await host.StateOf(instance));
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_timer_start_event_starts_instances_in_its_cadence_and_only_for_the_latest_version()
    {
        var host = await Open();
        await host.Deploy(TestModels.StartedByTimer("R/PT1H"));
        await host.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await Count(host));
        await host.Deploy(TestModels.StartedByTimer("R/PT1H"));
        await host.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(2, await Count(host));

        await host.Deploy(TestModels.StartedByTimer("R/PT2H"));
        await host.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(2, await Count(host));
        await host.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, await Count(host));

        await host.Deploy(TestModels.UserTask("round"));
        await host.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, await Count(host));
    }

    [Fact]
    public async Task A_schedule_runs_at_each_of_its_times_and_its_rows_are_kept_with_its_next_time()
    {
        var due = new List<DateTimeOffset>();
        var host = await Open(new([], [], [EveryHalfHour(due)], []));
        await host.Advance(TimeSpan.FromMinutes(95));
        Assert.Equal([At(30), At(60), At(90)], due);
        await host.Runtime.DisposeAsync();

        var again = await Open(new([], [], [EveryHalfHour(due)], []), at: At(95));
        await again.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal([At(30), At(60), At(90), At(120)], due);
    }

    [Fact]
    public async Task A_schedule_that_fails_is_taken_back_and_tried_again_later()
    {
        var runs = 0;
        var work = new ScheduledWork(
            "shaky",
            (unit, _) =>
            {
                unit.SetSchedule("other", unit.Now);
                return ++runs == 1 ? throw new TimeoutException("not yet") : new ValueTask<DateTimeOffset?>((DateTimeOffset?)null);
            }
        );
        var others = 0;
        var other = new ScheduledWork(
            "other",
            (_, _) =>
            {
                others++;
                return new ValueTask<DateTimeOffset?>((DateTimeOffset?)null);
            }
        );
        var host = await Open(new([], [], [work, other], []));
        await host.Write(unit =>
        {
            unit.SetSchedule("shaky", unit.Now.AddMinutes(1));
            return new ValueTask<Outcome<Done>>(Done.Outcome);
        });
        await host.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), (runs, others));
        await host.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 1), (runs, others));
        await host.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task When_the_clock_runs_again_a_timer_fires_by_itself()
    {
        var host = await Open();
        await host.Deploy(TestModels.Wait(duration: "PT0.2S"));
        host.Runtime.ResetClock();
        var instance = await host.StartProcess("wait");

        Assert.True(await host.Runtime.AwaitEnd(instance, TimeSpan.FromSeconds(30), Cancel));
    }

    private static DateTimeOffset At(int minutes) => BatonTestHost.FirstInstant.AddMinutes(minutes);

    private static ScheduledWork EveryHalfHour(List<DateTimeOffset> due) =>
        new(
            "round",
            (_, dueAt) =>
            {
                due.Add(dueAt);
                return new ValueTask<DateTimeOffset?>(dueAt.AddMinutes(30));
            }
        )
        {
            FirstDue = now => now.AddMinutes(30),
        };

    private static async Task<long> Count(BatonTestHost host) => (await host.Search.ProcessInstances(new())).Value.TotalItems;
}
