using Baton.Runtime;
using Baton.Runtime.Jobs;
using Baton.Runtime.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Storage.Conformance;

/// <summary>Who waits is woken, and whoever breaks something meanwhile breaks it for himself only.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_may_come_and_leave_while_others_are_woken()
    {
        var waiters = new JobWaiters();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var restless = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ComeAndLeave(waiters, over.Token), Cancel)).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            using var waiter = waiters.Enter("work");
            // Those who have waited longer come first.
            while (!waiter.IsWoken)
            {
                waiters.Wake("work");
            }
            Assert.True(waiter.Signal.IsCompletedSuccessfully);
        }
        await over.CancelAsync();
        await Task.WhenAll(restless);

        Assert.Empty(waiters.Types);
    }

    [Fact]
    public void News_wake_the_worker_who_has_waited_longest_of_each_kind()
    {
        var waiters = new JobWaiters();
        using var first = waiters.Enter("work");
        using var second = waiters.Enter("work");
        using var leasing = waiters.Enter("work", withLease: true);
        using var other = waiters.Enter("other");

        waiters.Wake("work");
        Assert.Equal([true, false, true, false], [first.IsWoken, second.IsWoken, leasing.IsWoken, other.IsWoken]);
        waiters.WakeNext("work", withLease: false);
        Assert.True(second.IsWoken);
        Assert.Equal(["other"], waiters.Types);
        waiters.WakeAll();
        Assert.True(other.IsWoken);
    }

    [Fact]
    public async Task A_lane_answers_and_goes_on_when_the_end_of_a_group_fails()
    {
        using var storage = SqliteStorages.InMemory();
        Baton.Runtime.Storage.Schema.Migrate(storage);
        using var store = new LaneStore(storage);
        var runner = new LaneRunner(
            store,
            NullLogger.Instance,
            (group, needs) => new(group, needs, DateTimeOffset.UnixEpoch, _ => throw new InvalidOperationException("No engine here.")),
            (group, needs) => group.Open(needs),
            _ => throw new InvalidOperationException("Nobody can be woken.")
        );
        var lane = new WriteLane([runner], new RuntimeOptions());
        lane.Start();
        for (var i = 0; i < 3; i++)
        {
            var answer = lane.Enqueue(_ => new ValueTask<Outcome<Done>>(Done.Outcome), UnitNeeds.Unknown, Cancel);
            var heard = await Assert.ThrowsAsync<InvalidOperationException>(() => answer.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
            Assert.Equal("Nobody can be woken.", heard.Message);
        }
        await lane.Drain();
    }

    private static void ComeAndLeave(JobWaiters waiters, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            waiters.Enter("work").Dispose();
        }
    }
}
