using Baton.Runtime.Clockwork;
using Baton.Runtime.Diagnostics;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Outbox;

/// <summary>
/// Delivers outbox messages: claims those that are due, hands them to their drivers outside the lane, and records what became of them. A
/// message whose result could not be recorded is delivered again.
/// </summary>
internal sealed partial class OutboxDispatcher
{
    /// <summary>What nobody has claimed, or somebody who is gone.</summary>
    private const string Free = """
        state = 'PENDING' AND (claimed_by IS NULL OR NOT EXISTS (SELECT 1 FROM engine_node n WHERE n.node_id = claimed_by))
        """;

    private const string Due = $"""
        SELECT message_key, channel, idempotency_key, payload, not_before, attempts FROM engine_outbox
        WHERE {Free} AND not_before <= @p0 ORDER BY not_before, message_key LIMIT @p1
        """;

    private readonly BatonRuntime _runtime;
    private readonly RuntimeOptions _options;
    private readonly ILogger _logger;
    private readonly Dictionary<string, IOutboxDriver> _drivers;

    public OutboxDispatcher(BatonRuntime runtime, RuntimeOptions options, IReadOnlyList<IOutboxDriver> drivers, ILogger logger)
    {
        _runtime = runtime;
        _options = options;
        _logger = logger;
        _drivers = drivers.ToDictionary(driver => driver.Channel, StringComparer.Ordinal);
        Loop = new(runtime.Clock, runtime.LongestSleep, DeliverDue, Next, LogLoopFailed);
    }

    /// <summary>Delivers all that is due, then sleeps until the next attempt; its <see cref="BackgroundLoop.RunAll"/> returns when every delivery has ended.</summary>
    public BackgroundLoop Loop { get; }

    private async Task<bool> DeliverDue(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken).ConfigureAwait(false);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _options.OutboxConcurrency, CancellationToken = cancellationToken };
        await Parallel
            .ForEachAsync(claimed, limits, async (message, token) => await Deliver(message, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return claimed.Count > 0;
    }

    private async Task<IReadOnlyList<OutboxMessage>> Claim(CancellationToken cancellationToken)
    {
        var now = Instant.ToMilliseconds(_runtime.Clock.GetUtcNow());
        var any = await _runtime
            .ReadAtOnce(connection => new ValueTask<bool>(connection.List(Message, Due, now, 1).Count > 0), cancellationToken)
            .ConfigureAwait(false);
        if (!any)
        {
            return [];
        }
        var claimed = await _runtime
            .Write(unit => new ValueTask<Outcome<List<OutboxMessage>>>(Claim(unit)), cancellationToken)
            .ConfigureAwait(false);
        return claimed.Value;
    }

    private List<OutboxMessage> Claim(UnitOfWork unit)
    {
        unit.Rows.Send();
        var messages = new List<OutboxMessage>();
        using (
            var reader = unit
                .Group.Store.Query(Due + unit.Group.Store.SkipLocked)
                .With(Instant.ToMilliseconds(unit.Now))
                .With((long)_options.DueBatch)
                .Read()
        )
        {
            while (reader.Read())
            {
                messages.Add(Message(reader));
            }
        }
        foreach (var message in messages)
        {
            RuntimeTelemetry.Late("outbox", unit.Now - message.NotBefore);
            unit.Group.Store.Query("UPDATE engine_outbox SET claimed_by = @p1 WHERE message_key = @p0")
                .With(message.Key)
                .With(_runtime.Node.Id)
                .Execute();
        }
        return messages;
    }

    private async Task Deliver(OutboxMessage message, CancellationToken cancellationToken)
    {
        var result = await Try(message, cancellationToken).ConfigureAwait(false);
        try
        {
            await _runtime.Write(unit => Record(unit, message, result), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (result.Record is not null)
        {
            // What the driver wanted to keep cannot be kept: the message is tried again, like after any other failure.
            LogRecordFailed(error, message.Key, message.Channel);
            var retry = DeliveryResult.Retry(error.Message);
            await _runtime.Write(unit => Record(unit, message, retry), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<DeliveryResult> Try(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (!_drivers.TryGetValue(message.Channel, out var driver))
        {
            return DeliveryResult.Retry($"No driver is configured for the channel '{message.Channel}'.");
        }
        using var activity = RuntimeTelemetry.Activities.StartActivity("baton.deliver");
        activity?.SetTag("baton.channel", message.Channel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.OutboxDeliveryLimit);
        try
        {
            return await driver.Deliver(message, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            LogFailed(error, message.Key, message.Channel, message.Attempt + 1);
            return DeliveryResult.Retry(error.Message);
        }
    }

    private async ValueTask<Outcome<Done>> Record(UnitOfWork unit, OutboxMessage message, DeliveryResult result)
    {
        if (result.Record is { } record)
        {
            await record(unit).ConfigureAwait(false);
        }
        unit.Rows.Send();
        var mine = $"SELECT 1 FROM engine_outbox WHERE message_key = @p0 AND claimed_by = @p1{unit.Group.Store.SkipLocked}";
        if (unit.Group.Store.Query(mine).With(message.Key).With(_runtime.Node.Id).Number() is null)
        {
            // This process was silent for so long that another one took the message over; what that one says counts.
            return default(Done);
        }
        var attempts = message.Attempt + 1;
        var state = result.Verdict switch
        {
            DeliveryVerdict.Delivered => OutboxRows.Delivered,
            DeliveryVerdict.Retry when attempts < _options.OutboxAttempts => OutboxRows.Pending,
            _ => OutboxRows.Dead,
        };
        var isPending = state == OutboxRows.Pending;
        unit.Group.Store.Query(
                """
                UPDATE engine_outbox SET state = @p1, not_before = @p2, attempts = @p3, claimed_by = NULL, last_error = @p4, finished_at = @p5
                WHERE message_key = @p0
                """
            )
            .With(message.Key)
            .With(state)
            .With(Instant.ToMilliseconds(isPending ? unit.Now + Pause(attempts) : message.NotBefore))
            .With((long)attempts)
            .With(result.Reason)
            .With(isPending ? null : Instant.ToMilliseconds(unit.Now))
            .Execute();
        if (isPending)
        {
            unit.Engine.Instances.WakeOutbox();
        }
        return default(Done);
    }

    /// <summary>Doubles with each failure; without chance, so that a pinned clock meets every attempt.</summary>
    private TimeSpan Pause(int attempts) =>
        TimeSpan.FromTicks(
            (long)Math.Min(_options.OutboxLongestPause.Ticks, _options.OutboxFirstPause.Ticks * Math.Pow(2, Math.Min(attempts - 1, 40)))
        );

    private Task<long?> Next() =>
        _runtime.ReadAtOnce(connection => new ValueTask<long?>(
            connection.Number($"SELECT MIN(not_before) FROM engine_outbox WHERE {Free}")
        ));

    private static OutboxMessage Message(System.Data.Common.DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            Instant.FromMilliseconds(row.GetInt64(4)),
            (int)row.GetInt64(5)
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Attempt} of outbox message {Key} on channel {Channel} failed.")]
    private partial void LogFailed(Exception error, long key, string channel, int attempt);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The result of outbox message {Key} on channel {Channel} could not be recorded; it is tried again."
    )]
    private partial void LogRecordFailed(Exception error, long key, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked on; it is tried again.")]
    private partial void LogLoopFailed(Exception error);
}
