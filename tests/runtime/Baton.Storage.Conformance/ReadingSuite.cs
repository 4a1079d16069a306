using System.Data.Common;
using Baton.Runtime.Storage;
using Baton.Storage.Conformance.Models;

namespace Baton.Storage.Conformance;

/// <summary>As many read at the same time as may; the others wait for a while or are told to come back.</summary>
public abstract class ReadingSuite : StorageSuite
{
    [Fact]
    public async Task Who_reads_beyond_the_bound_waits_for_a_turn()
    {
        var host = await Open(options: new() { MaxReaders = 2, ReaderPatience = TimeSpan.FromMinutes(1) });
        var first = new HeldReading(host.Runtime);
        var second = new HeldReading(host.Runtime);
        await first.Begun;
        await second.Begun;
        var third = host.Runtime.Read(One, Cancel);

        Assert.False(third.IsCompleted);
        first.End();
        Assert.Equal(1, await third);
        second.End();
        await first.Ended;
        await second.Ended;
    }

    [Fact]
    public async Task Who_would_be_one_too_many_to_wait_is_refused_at_once()
    {
        var host = await Open(
            options: new()
            {
                MaxReaders = 1,
                WaitingReaders = 1,
                ReaderPatience = TimeSpan.FromMinutes(1),
            }
        );
        var reading = new HeldReading(host.Runtime);
        await reading.Begun;
        var waits = host.Runtime.Read(One, Cancel);

        var busy = await Assert.ThrowsAsync<ReadersBusyException>(() => host.Runtime.Read(One, Cancel));
        Assert.True(busy.RetryAfter > TimeSpan.Zero);
        reading.End();
        Assert.Equal(1, await waits);
        await reading.Ended;
    }

    [Fact]
    public async Task Who_waited_too_long_is_refused_and_takes_no_turn()
    {
        var host = await Open(options: new() { MaxReaders = 1, ReaderPatience = TimeSpan.FromMilliseconds(20) });
        var reading = new HeldReading(host.Runtime);
        await reading.Begun;

        await Assert.ThrowsAsync<ReadersBusyException>(() => host.Runtime.Read(One, Cancel));
        reading.End();
        await reading.Ended;
        Assert.Equal(1, await host.Runtime.Read(One, Cancel));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        var host = await Open(options: new() { MaxReaders = 1, ReaderPatience = TimeSpan.FromMinutes(1) });
        var reading = new HeldReading(host.Runtime);
        await reading.Begun;
        using var impatience = new CancellationTokenSource();
        var waits = host.Runtime.Read(One, impatience.Token);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        reading.End();
        await reading.Ended;
        Assert.Equal(1, await host.Runtime.Read(One, Cancel));
    }

    [Fact]
    public async Task A_reading_within_a_reading_needs_no_turn_of_its_own()
    {
        var host = await Open(options: new() { MaxReaders = 1, ReaderPatience = TimeSpan.FromMilliseconds(20) });

        Assert.Equal(1, await host.Runtime.Read(async _ => await host.Runtime.Read(One, Cancel), Cancel));
        // The turn of the outer one is free again, and the next one has to have it.
        var reading = new HeldReading(host.Runtime);
        await reading.Begun;
        await Assert.ThrowsAsync<ReadersBusyException>(() => host.Runtime.Read(One, Cancel));
        reading.End();
        await reading.Ended;
    }

    [Fact]
    public async Task A_reading_that_fails_gives_its_turn_back()
    {
        var host = await Open(options: new() { MaxReaders = 1, ReaderPatience = TimeSpan.FromMilliseconds(20) });

        await Assert.ThrowsAsync<InvalidDataException>(() => host.Runtime.Read<int>(_ => throw new InvalidDataException(), Cancel));
        Assert.Equal(1, await host.Runtime.Read(One, Cancel));
    }

    [Fact]
    public async Task What_is_due_does_not_wait_for_those_who_read()
    {
        var host = await Open(options: new() { MaxReaders = 1, ReaderPatience = TimeSpan.FromMilliseconds(20) });
        await host.Deploy(TestModels.Wait(duration: "PT1H"));
        var instance = await host.StartProcess("wait");
        var reading = new HeldReading(host.Runtime);
        await reading.Begun;

        await host.Advance(TimeSpan.FromHours(1));
        reading.End();
        await reading.Ended;
        Assert.Equal("COMPLETED", await host.StateOf(instance));
    }

    private static async ValueTask<int> One(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        return Convert.ToInt32(await command.ExecuteScalarAsync(Cancel), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Reads until it is told to end.</summary>
    private sealed class HeldReading
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldReading(Baton.Runtime.BatonRuntime runtime) =>
            Ended = runtime.Read(
                async _ =>
                {
                    _begun.SetResult();
                    await _end.Task;
                    return true;
                },
                Cancel
            );

        public Task Begun => _begun.Task;
        public Task Ended { get; }

        public void End() => _end.SetResult();
    }
}
