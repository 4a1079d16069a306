using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Messages;
using Baton.Feel;
using Baton.Runtime.Instances;
using Baton.Runtime.Projections;

namespace Baton.Runtime.Messages;

/// <summary>
/// Decides which instances a message reaches. A message goes to at most one instance of each process, the one that has waited longest, and
/// starts the processes that begin with it.
/// </summary>
internal sealed class MessageRouter(UnitOfWork unit, InstanceTable instances)
{
    private readonly MessageBuffer _buffer = new(unit);

    public Outcome<PublishedMessage> Publish(PublishMessageRequest request)
    {
        if (Refuse(request) is { } problem)
        {
            return problem;
        }
        _buffer.Lock(request.Name, request.CorrelationKey);
        var message = NewMessage(request);
        if (request.TimeToLive > TimeSpan.Zero)
        {
            if (!string.IsNullOrEmpty(request.MessageId) && _buffer.Holds(request.Name, request.CorrelationKey, request.MessageId))
            {
                return new Problem(
                    Baton.Engine.RejectionKind.AlreadyExists,
                    "message.duplicate",
                    $"Expected to publish message '{request.Name}' with id '{request.MessageId}', but a message with this name, correlation key "
                        + "and id was published before and still lives."
                );
            }
            _buffer.Add(message, request, unit.Now + request.TimeToLive);
        }
        Deliver(message);
        return new PublishedMessage(message.Key);
    }

    public Outcome<CorrelatedMessage> Correlate(PublishMessageRequest request)
    {
        if (Refuse(request) is { } problem)
        {
            return problem;
        }
        _buffer.Lock(request.Name, request.CorrelationKey);
        var message = NewMessage(request);
        return Deliver(message) is { } reached
            ? new CorrelatedMessage(message.Key, reached)
            : Problem.NotFound(
                "message.not-correlated",
                $"Expected to correlate message '{request.Name}' with correlation key '{request.CorrelationKey}', but nothing waits for it."
            );
    }

    /// <summary>A subscription was opened, or stays open after a message: gives it the oldest living message that fits.</summary>
    public void Offer(CachedInstance instance, long subscriptionKey)
    {
        if (instance.State.MessageSubscription(subscriptionKey) is not { } subscription)
        {
            return;
        }
        var processId = subscription.Owner.Definition.ProcessId;
        if (_buffer.Oldest(subscription.MessageName, subscription.CorrelationKey, processId) is { } message)
        {
            Give(instance, subscription, processId, message);
        }
    }

    /// <summary>An instance ended: if a message had started it, the next living message of the same key may start another.</summary>
    public void Unlock(CachedInstance instance)
    {
        var root = instance.State.RootInstanceKey;
        var ended = instance.Definitions[root];
        if (instances.Catalog.LatestProcess(ended.ProcessId) is not { } latest || latest.Process.StartMessages.Count == 0)
        {
            return;
        }
        if (instances.MessageKeyOf(root) is not { Length: > 0 } correlationKey)
        {
            return;
        }
        foreach (var start in latest.Process.StartMessages)
        {
            if (
                _buffer.Oldest(start.MessageName, correlationKey, latest.ProcessId) is { } message
                && Start(latest, start.ElementId, message) is not null
            )
            {
                return;
            }
        }
    }

    /// <summary>Gives a message to all that wait for it.</summary>
    /// <returns>The first instance reached; a started one before a waiting one.</returns>
    private long? Deliver(Message message)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        long? waiting = null;
        foreach (var (root, key, processId) in _buffer.Waiting(message.Name, message.CorrelationKey))
        {
            if (reached.Contains(processId) || instances.Load(root) is not { } instance)
            {
                continue;
            }
            if (
                instance.State.MessageSubscription(key) is { } subscription
                && Give(instance, subscription, processId, message) is { } found
            )
            {
                reached.Add(processId);
                waiting ??= found;
            }
        }
        long? started = null;
        foreach (var start in instances.MessageStarts(message.Name))
        {
            if (reached.Add(start.ProcessId) && instances.Catalog.Process(start.DefinitionKey) is { } definition)
            {
                started ??= Start(definition, start.ElementId, message);
            }
        }
        return started ?? waiting;
    }

    private long? Give(CachedInstance instance, MessageSubscription subscription, string processId, Message message)
    {
        _buffer.Reached(message, processId);
        var reached = subscription.Owner.ProcessInstance.Key;
        var row = new CorrelatedMessageEntry(
            instance.State.RootInstanceKey,
            unit.NextKey(),
            message.Key,
            subscription.Key,
            reached,
            subscription.Owner.Definition.Key,
            subscription.Owner.Key,
            subscription.Target.Id,
            message.Name,
            message.CorrelationKey
        );
        var command = new CorrelateMessage(subscription.Key, message.Key, message.Name, message.Variables);
        if (instances.Execute(instance, command) is not null)
        {
            return null;
        }
        unit.Rows.CorrelatedMessages.Add(row);
        return reached;
    }

    private long? Start(DeployedProcess definition, string elementId, Message message)
    {
        var locks = message.CorrelationKey.Length > 0;
        if (locks && _buffer.IsLocked(definition.ProcessId, message.CorrelationKey))
        {
            return null;
        }
        var command = new CreateInstance(definition.Key, message.Variables) { StartElementId = elementId, BusinessId = message.BusinessId };
        // Before the start: an instance that at once waits for the same message must not get it.
        _buffer.Reached(message, definition.ProcessId);
        var outcome = instances.Start(definition, command, locks ? message.CorrelationKey : null);
        if (!outcome.Succeeded)
        {
            return null;
        }
        unit.Rows.CorrelatedMessages.Add(
            new(
                outcome.Value,
                unit.NextKey(),
                message.Key,
                definition.Key,
                outcome.Value,
                definition.Key,
                null,
                elementId,
                message.Name,
                message.CorrelationKey
            )
        );
        return outcome.Value;
    }

    private Message NewMessage(PublishMessageRequest request) =>
        new(
            unit.NextKey(),
            request.Name,
            request.CorrelationKey,
            request.Variables,
            request.BusinessId,
            request.TimeToLive > TimeSpan.Zero
        );

    private static Problem? Refuse(PublishMessageRequest request) =>
        string.IsNullOrEmpty(request.Name) ? Problem.Invalid("message.name", "Expected a message with a name, but the name is empty.")
        : request.TimeToLive < TimeSpan.Zero
            ? Problem.Invalid(
                "message.time-to-live",
                $"Expected message '{request.Name}' to live zero or longer, but its time to live is negative."
            )
        : null;
}

/// <summary>A message on its way.</summary>
internal sealed record Message(long Key, string Name, string CorrelationKey, FeelContext Variables, string? BusinessId, bool IsBuffered);
