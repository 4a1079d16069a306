namespace Baton.Runtime.Outbox;

/// <summary>
/// Something that has to leave the database: a mail, a fax, a call. It is written in the unit of work that decided it and handed to the
/// driver of its channel after the commit, at least once.
/// </summary>
/// <param name="Key">Set when it is enqueued; 0 before.</param>
/// <param name="Channel">Names the driver.</param>
/// <param name="IdempotencyKey">Unique in the channel; the receiving side uses it to drop repetitions. Enqueuing it again does nothing.</param>
/// <param name="Payload">What the driver needs, usually JSON.</param>
/// <param name="NotBefore">The earliest instant of the next delivery.</param>
/// <param name="Attempt">How often delivery was tried before: 0 at the first try.</param>
public sealed record OutboxMessage(long Key, string Channel, string IdempotencyKey, string Payload, DateTimeOffset NotBefore, int Attempt)
{
    public OutboxMessage(string channel, string idempotencyKey, string payload, DateTimeOffset notBefore = default)
        : this(0, channel, idempotencyKey, payload, notBefore, 0) { }
}

/// <summary>Delivers the messages of one channel to the world outside.</summary>
public interface IOutboxDriver
{
    /// <summary>The channel whose messages it delivers.</summary>
    string Channel { get; }

    /// <summary>
    /// Delivers one message; several may run at once. May be called again for a message that was delivered before, if the process died
    /// before the result was kept. An exception counts as <see cref="DeliveryResult.Retry"/>.
    /// </summary>
    Task<DeliveryResult> Deliver(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>What became of a delivery.</summary>
public sealed record DeliveryResult
{
    private DeliveryResult(DeliveryVerdict verdict, string? reason, Func<UnitOfWork, ValueTask>? record)
    {
        Verdict = verdict;
        Reason = reason;
        Record = record;
    }

    /// <summary>What becomes of the message.</summary>
    public DeliveryVerdict Verdict { get; }

    /// <summary>Why it was not delivered; shown to operators.</summary>
    public string? Reason { get; }

    /// <summary>Runs in the unit of work that records the result, so that both are kept or neither.</summary>
    public Func<UnitOfWork, ValueTask>? Record { get; }

    /// <summary>It arrived.</summary>
    public static DeliveryResult Delivered(Func<UnitOfWork, ValueTask>? record = null) => new(DeliveryVerdict.Delivered, null, record);

    /// <summary>Try again later; after the last try it becomes a dead letter.</summary>
    public static DeliveryResult Retry(string reason) => new(DeliveryVerdict.Retry, reason, null);

    /// <summary>It will never arrive: it becomes a dead letter at once.</summary>
    public static DeliveryResult Dead(string reason, Func<UnitOfWork, ValueTask>? record = null) =>
        new(DeliveryVerdict.Dead, reason, record);
}

/// <summary>What becomes of an outbox message after a delivery.</summary>
public enum DeliveryVerdict
{
    /// <summary>It is done.</summary>
    Delivered,

    /// <summary>It is tried again.</summary>
    Retry,

    /// <summary>It waits for an operator.</summary>
    Dead,
}
