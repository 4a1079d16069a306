namespace Baton.Runtime.Storage;

/// <summary>What a lane asks its shared database when a transaction begins, beside keys and the number of the definitions.</summary>
public sealed class OpeningRequest
{
    /// <summary>User tasks whose instance is wanted.</summary>
    public IList<long> UserTasks { get; } = [];

    /// <summary>Jobs whose instance and token are wanted.</summary>
    public IList<long> Jobs { get; } = [];

    /// <summary>Messages whose lock is wanted, and who waits for them.</summary>
    public ISet<(string Name, string CorrelationKey)> Messages { get; } = new HashSet<(string, string)>();
}

/// <summary>What a lane learns when a transaction begins.</summary>
public sealed class OpeningAnswer
{
    /// <summary>Nothing was asked.</summary>
    public static OpeningAnswer Nothing => new();

    /// <summary>The first of the keys that are the lane's now; see <see cref="BatonStorage.KeysAtOnce"/>.</summary>
    public long FirstKey { get; set; }

    /// <summary>The number of the last change of the definitions.</summary>
    public long CatalogVersion { get; set; }

    /// <summary>The locks of messages that the transaction has now; others are busy.</summary>
    public IList<long> Locks { get; } = [];

    /// <summary>Open user tasks with their root instances.</summary>
    public IDictionary<long, long> UserTasks { get; } = new Dictionary<long, long>();

    /// <summary>Open jobs with their root instances and the token of their lease, if there is one.</summary>
    public IDictionary<long, (long Root, string? LeaseToken)> Jobs { get; } = new Dictionary<long, (long, string?)>();

    /// <summary>Who waits for each message whose lock the transaction has, the oldest first.</summary>
    public IDictionary<(string Name, string CorrelationKey), IReadOnlyList<WaitingSubscription>> Waiting { get; } =
        new Dictionary<(string, string), IReadOnlyList<WaitingSubscription>>();

    /// <summary>The root instances that were found, each once.</summary>
    public IEnumerable<long> Roots =>
        UserTasks
            .Values.Concat(Jobs.Values.Select(job => job.Root))
            .Concat(Waiting.Values.SelectMany(all => all).Select(one => one.Root))
            .Distinct();
}

/// <summary>An open message subscription.</summary>
/// <param name="Root">Its root instance.</param>
/// <param name="Key">Its key.</param>
/// <param name="ProcessId">The process that waits.</param>
public sealed record WaitingSubscription(long Root, long Key, string ProcessId);
