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
    public void Lock(string name, string correlationKey)
    {
        unit.Group.StayBehind(unit.Rows, name, correlationKey);
        unit.Group.Lock(LockNames.Message(name, correlationKey));
    }

    /// <summary>Whether a living message has this name, key and id; one that has expired makes room for it.</summary>
    public bool Holds(string name, string correlationKey, string messageId)
    {
        See(rows => rows.Messages.Count > 0);
        var expiry = Store
            .Query("SELECT expires_at FROM engine_message WHERE name = @p0 AND correlation_key = @p1 AND message_id = @p2")
            .With(name)
            .With(correlationKey)
            .With(messageId)
            .Number();
        if (expiry is null || expiry > Now)
        {
            return expiry is not null;
        }
        unit.Rows.Send();
        Store
            .Query("DELETE FROM engine_message WHERE name = @p0 AND correlation_key = @p1 AND message_id = @p2")
            .With(name)
            .With(correlationKey)
            .With(messageId)
            .Execute();
        return false;
    }

    public void Add(Message message, PublishMessageRequest request, DateTimeOffset expiresAt)
    {
        unit.Rows.Messages.Add(
            new(
                message.Key,
                message.Name,
                message.CorrelationKey,
                string.IsNullOrEmpty(request.MessageId) ? null : request.MessageId,
                message.BusinessId,
                FeelJson.ToJson(message.Variables),
                Instant.ToMilliseconds(expiresAt)
            )
        );
        unit.Engine.Instances.WakeDue(Instant.ToMilliseconds(expiresAt));
    }

    /// <summary>
    /// The oldest living message for a subscription of the process, which it has not reached yet. From now on nobody else sends such a message
    /// before this transaction ends.
    /// </summary>
    public Message? Oldest(string name, string correlationKey, string processId)
    {
        if (unit.Rows.Messages.Count == 0 && unit.Group.IsWithoutMessage(unit.Rows, name, correlationKey))
        {
            return null;
        }
        See(rows => rows.Messages.Count > 0 || rows.MessagesReached.Count > 0);
        var query = Store
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
            .With(processId);
        using var reader = unit.Group.Read(LockNames.Message(name, correlationKey), query);
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
        if (message.IsBuffered)
        {
            unit.Rows.MessagesReached.Add(new(message.Key, processId));
        }
    }

    /// <summary>The open subscriptions for a message, the oldest first.</summary>
    public IReadOnlyList<WaitingSubscription> Waiting(string name, string correlationKey)
    {
        if (unit.Rows.Subscriptions.Count == 0 && unit.Group.Facts.Waiting(name, correlationKey) is { } known)
        {
            return known;
        }
        See(rows => rows.Subscriptions.Count > 0 || rows.Migrated.Count > 0);
        var found = new List<WaitingSubscription>();
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
            found.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
        }
        return found;
    }

    /// <summary>Whether an active instance was started by a message with this correlation key.</summary>
    public bool IsLocked(string processId, string correlationKey)
    {
        unit.Group.Lock(LockNames.MessageStart(processId, correlationKey));
        See(rows => rows.ProcessInstances.Count > 0);
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

    /// <summary>What is about to be asked sees the rows of this unit and of those before it, if any of them matter to it.</summary>
    private void See(Predicate<UnitRows> matter)
    {
        if (matter(unit.Rows))
        {
            unit.Rows.Send();
        }
        else
        {
            unit.Group.SendEarlier(matter);
        }
    }
}
