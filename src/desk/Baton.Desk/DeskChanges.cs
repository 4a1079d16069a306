using System.Collections.Concurrent;
using Baton.Runtime;
using Microsoft.Extensions.Hosting;

namespace Baton.Desk;

/// <summary>
/// Tells live screens that something changed, after the commit that changed it, here and at the other servers of the database; a message says
/// what to read again, not what it is now. Safe from any thread; a subscriber that throws does not disturb the others.
/// </summary>
public sealed class DeskChanges
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<long, Action<string>>> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Action<IReadOnlyCollection<string>>> _hearers = new();
    private long _lastSubscription;
    private volatile BatonRuntime? _runtime;

    public static string Worklist(string userName) => "worklist:" + userName;

    public static string Case(long caseKey) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"case:{caseKey}");

    public static string Notifications(string userName) => "notifications:" + userName;

    /// <summary>A design: its text, its state or what was said about it.</summary>
    public static string Design(long designKey) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"design:{designKey}");

    /// <summary>Any design, and what is deployed.</summary>
    public const string Designs = "designs";

    /// <summary>The contacts that wait for a decision.</summary>
    public const string Inbox = "inbox";

    /// <summary>Calls that ring, are answered or have ended.</summary>
    public const string Calls = "calls";

    /// <summary>The calls of one person.</summary>
    public static string CallsOf(string userName) => "calls-of:" + userName;

    /// <summary>Calls to the queues of a department.</summary>
    public static string CallsTo(string department) => "calls-to:" + department;

    /// <summary>Anything in any worklist.</summary>
    public const string AnyWorklist = "worklists";

    /// <summary>The policies of time limits.</summary>
    public const string TimeLimits = "time-limits";

    /// <summary>Any clock of any case.</summary>
    public const string AnyClock = "clocks";

    /// <summary>What somebody may do, or whose token is valid.</summary>
    public const string Access = "access";

    /// <summary>Which calendars there are, and what they count for.</summary>
    public const string Calendars = "calendars";

    /// <summary>Which web hooks there are, and what they are told of.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>What was sent to a web hook.</summary>
    public static string Webhook(long key) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"webhook:{key}");

    /// <summary>The category tree.</summary>
    public const string Categories = "categories";

    /// <summary>Whether what other servers, and units by themselves, tell is heard yet.</summary>
    internal bool IsConnected => _runtime is not null;

    /// <summary>Calls back with the topic on each change until the returned subscription is disposed. The callback must be quick.</summary>
    public IDisposable Subscribe(string topic, Action<string> onChange)
    {
        ArgumentNullException.ThrowIfNull(onChange);
        var id = Interlocked.Increment(ref _lastSubscription);
        var subscribers = _topics.GetOrAdd(topic, static _ => new());
        subscribers[id] = onChange;
        return new Subscription(() => subscribers.TryRemove(id, out _));
    }

    /// <summary>Calls back with all topics that other servers tell, until the returned subscription is disposed; for news that say more than that something changed.</summary>
    internal IDisposable Hear(Action<IReadOnlyCollection<string>> hearer)
    {
        var id = Interlocked.Increment(ref _lastSubscription);
        _hearers[id] = hearer;
        return new Subscription(() => _hearers.TryRemove(id, out _));
    }

    /// <summary>Publishes each topic once. Call it from <c>AfterCommit</c>.</summary>
    public void Publish(params IEnumerable<string> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        var changed = topics.Distinct(StringComparer.Ordinal).ToList();
        Deliver(changed);
        _runtime?.Tell(changed);
    }

    /// <summary>Exchanges news with the other servers of the runtime's database from now on.</summary>
    internal void Connect(BatonRuntime runtime)
    {
        // Without topics the news is that some may have been missed.
        runtime.Told = topics =>
        {
            foreach (var hearer in _hearers.Values)
                hearer(topics ?? []);
            Deliver(topics ?? [.. _topics.Keys]);
        };
        _runtime = runtime;
    }

    private void Deliver(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            if (!_topics.TryGetValue(topic, out var subscribers))
                continue;
            foreach (var subscriber in subscribers.Values)
            {
                try
                {
                    subscriber(topic);
                }
#pragma warning disable CA1031 // A broken screen must not stop the others, nor the write lane.
                catch (Exception)
                {
                    continue;
                }
#pragma warning restore CA1031
            }
        }
    }

    /// <summary>Connects the screens with the other servers when the host starts.</summary>
    internal sealed class Link(DeskChanges changes, BatonRuntime runtime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            changes.Connect(runtime);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
