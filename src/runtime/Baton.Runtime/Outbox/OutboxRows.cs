using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Outbox;

/// <summary>Writes new outbox messages; one whose idempotency key is there already is left out.</summary>
internal static class OutboxRows
{
    public const string Pending = "PENDING";
    public const string Delivered = "DELIVERED";
    public const string Dead = "DEAD";

    private static readonly RowShape NewMessage = RowShape.InsertNew(
        "engine_outbox",
        "message_key",
        "channel",
        "idempotency_key",
        "payload",
        "state",
        "not_before",
        "attempts",
        "created_at"
    );

    public static void Write(RowWriters writers, List<OutboxMessage> messages, long now)
    {
        foreach (var message in messages)
        {
            writers[NewMessage]
                .Bind(message.Key)
                .Bind(message.Channel)
                .Bind(message.IdempotencyKey)
                .Bind(message.Payload)
                .Bind(Pending)
                .Bind(Instant.ToMilliseconds(message.NotBefore))
                .Bind((long)message.Attempt)
                .Bind(now)
                .Add();
        }
    }
}
