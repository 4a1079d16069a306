using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>A new row of engine_correlated_message; it never changes.</summary>
/// <param name="Root">The root of the instance that was reached.</param>
/// <param name="Key">The row's own key.</param>
/// <param name="MessageKey">The message.</param>
/// <param name="SubscriptionKey">The subscription that it met; the definition's key where it started the instance.</param>
/// <param name="ProcessInstanceKey">The instance that was reached.</param>
/// <param name="DefinitionKey">The definition of that instance.</param>
/// <param name="ElementInstanceKey">The element that waited; null where the message started the instance.</param>
/// <param name="ElementId">The event that the message triggered.</param>
/// <param name="MessageName">The name of the message.</param>
/// <param name="CorrelationKey">The key of the message.</param>
internal sealed record CorrelatedMessageEntry(
    long Root,
    long Key,
    long MessageKey,
    long SubscriptionKey,
    long ProcessInstanceKey,
    long DefinitionKey,
    long? ElementInstanceKey,
    string ElementId,
    string MessageName,
    string CorrelationKey
);

/// <summary>Writes which messages reached which instances.</summary>
internal static class CorrelatedMessageRows
{
    private static readonly RowShape NewRow = RowShape.Insert(
        "engine_correlated_message",
        "root_instance_key",
        "correlation_id",
        "message_key",
        "subscription_key",
        "process_instance_key",
        "definition_key",
        "element_instance_key",
        "element_id",
        "message_name",
        "correlation_key",
        "correlated_at"
    );

    public static void Write(RowWriters writers, IReadOnlyCollection<CorrelatedMessageEntry> entries, long now)
    {
        foreach (var row in entries)
        {
            writers[NewRow]
                .Bind(row.Root)
                .Bind(row.Key)
                .Bind(row.MessageKey)
                .Bind(row.SubscriptionKey)
                .Bind(row.ProcessInstanceKey)
                .Bind(row.DefinitionKey)
                .Bind(row.ElementInstanceKey)
                .Bind(row.ElementId)
                .Bind(row.MessageName)
                .Bind(row.CorrelationKey)
                .Bind(now)
                .Add();
        }
    }
}
