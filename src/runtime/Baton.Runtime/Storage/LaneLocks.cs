using System.Data.Common;

namespace Baton.Runtime.Storage;

/// <summary>
/// Locks of one writing connection that keep the units of other lanes and processes apart until its transaction ends. Keys of root instances
/// are locks of their own; others are negative, see <see cref="LockNames"/>.
/// </summary>
public abstract class LaneLocks
{
    /// <summary>Takes a lock if nobody else has it.</summary>
    public abstract bool TryTake(long key);

    /// <summary>
    /// Takes a lock if nobody else has it, and asks what the database knows from then on: one round trip. The query also sees all rows that were
    /// added to the connection's writers.
    /// </summary>
    /// <returns>The rows; null when somebody else has the lock.</returns>
    public abstract DbDataReader? TryTake(long key, DbCommand query);

    /// <summary>
    /// Takes the locks of messages that nobody else has, and looks whether such messages are there, expired ones included: one round trip. Also sees all
    /// rows that were added to the connection's writers.
    /// </summary>
    /// <returns>The messages whose locks the transaction has now; others are busy.</returns>
    public abstract IReadOnlyList<KnownMessage> TryTake(IReadOnlyCollection<(string Name, string CorrelationKey)> messages);

    /// <summary>Begins a group: keys, the number of the definitions, and what is asked, in one round trip.</summary>
    public abstract OpeningAnswer Open(OpeningRequest request);

    /// <summary>Takes locks in this order, waiting for each.</summary>
    public abstract void Take(IReadOnlyCollection<long> keys);

    /// <summary>
    /// Takes the locks of root instances that nobody else has, and reads what their journals gained: one round trip for all of them.
    /// </summary>
    /// <param name="wanted">Each instance with the sequence number of the first row that is not known yet, 1 when nothing is known.</param>
    public abstract IReadOnlyDictionary<long, JournalTail> TryTake(IReadOnlyList<(long Root, long From)> wanted);
}

/// <summary>What a lane learns of a root instance when it takes its lock.</summary>
/// <param name="IsTaken">Whether it has the lock now. If not, the rest says nothing.</param>
/// <param name="Rows">The journal rows from the wanted one on, oldest first.</param>
/// <param name="KnowsBefore">Whether the row before the wanted one is there; without it, what is in memory is of an instance that is gone.</param>
public sealed record JournalTail(bool IsTaken, IReadOnlyList<(long Sequence, byte[] Events)> Rows, bool KnowsBefore)
{
    /// <summary>Somebody else has the lock.</summary>
    public static JournalTail Busy { get; } = new(false, [], false);
}
