using Baton.Feel;
using Baton.Runtime.Lanes;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Messages;

/// <summary>The rows of living messages, of who waits for them and whom they reached. Expired messages are never found, even before clean-up.</summary>
internal sealed class MessageBuffer(UnitOfWork unit)
{
    private LaneStore Store => unit.Group.Store;

    private long Now => Instant.ToMilliseconds(unit.Now);

    /// <summary>Until this transaction ends nobody else sends this message or begins to wait for it, so that neither misses the other.</summary>
    public void Lock(string name, string correlationKey) => unit.Group.Lock(LockNames.Message(name, correlationKey));

    public bool Holds(string name, string correlationKey, string messageId)
    {
        unit.Rows.Send();
        Store
            .Query("DELETE FROM engine_message WHERE name = @p0 AND correlation_key = @p1 AND message_id = @p2 AND expires_at <= @p3")
            .With(name)
            .With(correlationKey)
            .With(messageId)
            .With(Now)
            .Execute();
        return Store
            .Query("SELECT message_key FROM engine_message WHERE name = @p0 AND correlation_key = @p1 AND message_id = @p2")
            .With(name)
            .With(correlationKey)
            .With(messageId)
            .Number()
            is not null;
    }

    public void Add(Message message, PublishMessageRequest request, DateTimeOffset expiresAt)
    {
        unit.Rows.Send();
        Store
            .Query(
                """
                INSERT INTO engine_message (message_key, name, correlation_key, message_id, business_id, variables, published_at, expires_at)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """
            )
            .With(message.Key)
            .With(message.Name)
            .With(message.CorrelationKey)
            .With(string.IsNullOrEmpty(request.MessageId) ? null : request.MessageId)
            .With(message.BusinessId)
            .With(FeelJson.ToJson(message.Variables))
            .With(Now)
            .With(Instant.ToMilliseconds(expiresAt))
            .Execute();
        unit.Engine.Instances.WakeDue();
    }

    /// <summary>The oldest living message for a subscription of the process, which it has not reached yet.</summary>
    public Message? Oldest(string name, string correlationKey, string processId)
    {
        unit.Group.SendEarlier();
        using var reader = Store
            .Query(
                """
                SELECT m.message_key, m.variables, m.business_id FROM engine_message m
                WHERE m.name = @p0 AND m.correlation_key = @p1 AND m.expires_at > @p2
                  AND NOT EXISTS (SELECT 1 FROM engine_message_correlation c WHERE c.message_key = m.message_key AND c.process_id = @p3)
                ORDER BY m.message_key LIMIT 1
                """
            )
            .With(name)
            .With(correlationKey)
            .With(Now)
            .With(processId)
            .Read();
        return reader.Read()
            ? new(
                reader.GetInt64(0),
                name,
                correlationKey,
                FeelJson.Parse(reader.GetString(1)).AsContext(),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                true
            )
            : null;
    }

    /// <summary>Remembers that a living message reached the process, so that it does so once only.</summary>
    public void Reached(Message message, string processId)
    {
        if (!message.IsBuffered)
        {
            return;
        }
        unit.Rows.Send();
        Store
            .Query("INSERT INTO engine_message_correlation (message_key, process_id) VALUES (@p0, @p1)")
            .With(message.Key)
            .With(processId)
            .Execute();
    }

    /// <summary>The open subscriptions for a message, the oldest first.</summary>
    public List<(long Root, long Key, string ProcessId)> Waiting(string name, string correlationKey)
    {
        var found = new List<(long, long, string)>();
        using var reader = Store
            .Query(
                """
                SELECT root_instance_key, subscription_key, process_id FROM engine_message_subscription
                WHERE is_open = 1 AND message_name = @p0 AND correlation_key = @p1 ORDER BY subscription_key
                """
            )
            .With(name)
            .With(correlationKey)
            .Read();
        while (reader.Read())
        {
            found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
        }
        return found;
    }

    /// <summary>The start events of latest versions that wait for a message.</summary>
    public List<(string ProcessId, string ElementId, long DefinitionKey)> Starts(string name)
    {
        var found = new List<(string, string, long)>();
        using var reader = Store
            .Query(
                "SELECT process_id, element_id, definition_key FROM engine_start_subscription WHERE message_name = @p0 ORDER BY process_id"
            )
            .With(name)
            .Read();
        while (reader.Read())
        {
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }
        return found;
    }

    /// <summary>Whether an active instance was started by a message with this correlation key.</summary>
    public bool IsLocked(string processId, string correlationKey)
    {
        unit.Group.Lock(LockNames.MessageStart(processId, correlationKey));
        unit.Rows.Send();
        return Store
            .Query(
                """
                SELECT process_instance_key FROM engine_process_instance
                WHERE process_id = @p0 AND message_key = @p1 AND message_key IS NOT NULL AND ended_at IS NULL
                """
            )
            .With(processId)
            .With(correlationKey)
            .Number()
            is not null;
    }
}
