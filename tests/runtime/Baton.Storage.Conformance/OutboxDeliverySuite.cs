using System.Collections.Concurrent;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What leaves the database leaves it after the commit, at least once, and is not forgotten when it fails.</summary>
public abstract class OutboxDeliverySuite : StorageSuite
{
    [Fact]
    public async Task A_message_is_delivered_after_its_unit_is_committed_and_not_when_it_is_taken_back()
    {
        var driver = new Driver();
        var host = await Open(driver.Parts);
        await Send(host, "one");
        await host.Runtime.Write<Done>(
            unit =>
            {
                unit.Enqueue(new("fax", "two", "{}"));
                return new(Problem.Conflict("test", "no"));
            },
            Cancel
        );
        await host.Runtime.RunDue(Cancel);

        Assert.Equal(["one"], driver.Delivered);
        Assert.Equal("DELIVERED", (await host.Runtime.OutboxDesk.Find("fax", "one", Cancel))!.State);
    }

    [Fact]
    public async Task An_idempotency_key_is_taken_once_a_channel()
    {
        var driver = new Driver();
        var host = await Open(driver.Parts);
        await Send(host, "one");
        await Send(host, "one");
        await host.Runtime.RunDue(Cancel);

        Assert.Equal(["one"], driver.Delivered);
    }

    [Fact]
    public async Task A_message_waits_for_its_time()
    {
        var driver = new Driver();
        var host = await Open(driver.Parts);
        await host.Write(unit => new ValueTask<Outcome<long>>(unit.Enqueue(new("fax", "later", "{}", unit.Now.AddMinutes(30)))));
        await host.Advance(TimeSpan.FromMinutes(29));
        Assert.Empty(driver.Delivered);
        await host.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["later"], driver.Delivered);
    }

    [Fact]
    public async Task Failed_deliveries_are_repeated_with_doubling_pauses_and_end_as_a_dead_letter_that_can_be_sent_again()
    {
        var driver = new Driver { Fails = true };
        var host = await Open(driver.Parts, new() { OutboxAttempts = 3, OutboxFirstPause = TimeSpan.FromSeconds(10) });
        await Send(host, "one");
        await host.Runtime.RunDue(Cancel);
        Assert.Equal([0], driver.Attempts);
        await host.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([0, 1], driver.Attempts);
        await host.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(2, driver.Attempts.Count);
        await host.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0, 1, 2], driver.Attempts);
        await host.Advance(TimeSpan.FromDays(1));

        var dead = Assert.Single(await host.Runtime.OutboxDesk.DeadLetters(cancellationToken: Cancel));
        Assert.Equal(("one", 3, "line busy"), (dead.IdempotencyKey, dead.Attempts, dead.LastError));
        driver.Fails = false;
        Assert.True((await host.Runtime.OutboxDesk.Revive(dead.Key, Cancel)).Succeeded);
        await host.Runtime.RunDue(Cancel);
        Assert.Equal(["one"], driver.Delivered);
    }

    [Fact]
    public async Task A_message_that_can_never_arrive_is_dead_at_once()
    {
        var driver = new Driver { IsHopeless = true };
        var host = await Open(driver.Parts);
        await Send(host, "one");
        await host.Runtime.RunDue(Cancel);

        Assert.Single(await host.Runtime.OutboxDesk.DeadLetters(cancellationToken: Cancel));
        Assert.Single(driver.Attempts);
    }

    [Fact]
    public async Task What_the_driver_records_is_kept_with_the_result()
    {
        var driver = new Driver { Records = unit => unit.SetSchedule("delivered", unit.Now) };
        var runs = 0;
        var host = await Open(
            new(
                [],
                [driver],
                [
                    new(
                        "delivered",
                        (_, _) =>
                        {
                            runs++;
                            return new ValueTask<DateTimeOffset?>((DateTimeOffset?)null);
                        }
                    ),
                ],
                []
            )
        );
        await Send(host, "one");
        await host.Runtime.RunDue(Cancel);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_message_whose_delivery_was_cut_off_by_a_crash_is_delivered_again_with_the_same_key()
    {
        var driver = new Driver { Hangs = true };
        var host = await Open(driver.Parts);
        await Send(host, "one");
        await driver.Began;
        await host.Runtime.Abandon();

        var second = new Driver();
        var again = await Open(second.Parts);
        await again.Runtime.RunDue(Cancel);
        Assert.Equal(["one"], second.Delivered);
        Assert.Equal("DELIVERED", (await again.Runtime.OutboxDesk.Find("fax", "one", Cancel))!.State);
    }

    private static Task<long> Send(BatonTestHost host, string key) =>
        host.Write(unit => new ValueTask<Outcome<long>>(unit.Enqueue(new("fax", key, "{}"))));

    private sealed class Driver : IOutboxDriver
    {
        private readonly TaskCompletionSource _began = new();

        public bool Fails { get; set; }
        public bool IsHopeless { get; init; }
        public bool Hangs { get; init; }
        public Action<UnitOfWork>? Records { get; init; }
        public ConcurrentQueue<string> Delivered { get; } = [];
        public ConcurrentQueue<int> Attempts { get; } = [];
        public Task Began => _began.Task;
        public RuntimeParts Parts => new([], [this], [], []);
        public string Channel => "fax";

        public async Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken)
        {
            _began.TrySetResult();
            Attempts.Enqueue(message.Attempt);
            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            if (Fails)
            {
                throw new IOException("line busy");
            }
            if (IsHopeless)
            {
                return DeliveryResult.Dead("no such number");
            }
            Delivered.Enqueue(message.IdempotencyKey);
            return DeliveryResult.Delivered(unit =>
            {
                Records?.Invoke(unit);
                return ValueTask.CompletedTask;
            });
        }
    }
}
