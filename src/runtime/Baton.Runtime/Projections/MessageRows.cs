using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>A living message.</summary>
internal sealed record MessageEntry(
    long Key,
    string Name,
    string CorrelationKey,
    string? MessageId,
    string? BusinessId,
    string Variables,
    long ExpiresAt
);

/// <summary>A process that a living message has reached; it does so once.</summary>
internal sealed record MessageReachedEntry(long MessageKey, string ProcessId);

/// <summary>Writes living messages and whom they reached.</summary>
internal static class MessageRows
{
    private static readonly RowShape NewMessage = RowShape.Insert(
        "engine_message",
        "message_key",
        "name",
        "correlation_key",
        "message_id",
        "business_id",
        "variables",
        "published_at",
        "expires_at"
    );

    private static readonly RowShape NewReached = RowShape.Insert("engine_message_correlation", "message_key", "process_id");

    public static void Write(RowWriters writers, IReadOnlyCollection<MessageEntry> entries, long now)
    {
        foreach (var row in entries)
        {
            writers[NewMessage]
                .Bind(row.Key)
                .Bind(row.Name)
                .Bind(row.CorrelationKey)
                .Bind(row.MessageId)
                .Bind(row.BusinessId)
                .Bind(row.Variables)
                .Bind(now)
                .Bind(row.ExpiresAt)
                .Add();
        }
    }

    public static void Write(RowWriters writers, IReadOnlyCollection<MessageReachedEntry> entries)
    {
        foreach (var row in entries)
        {
            writers[NewReached].Bind(row.MessageKey).Bind(row.ProcessId).Add();
        }
    }
}
