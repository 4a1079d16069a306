using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>
/// The units that share one database transaction. Rows of units stay in memory until somebody needs to see them in the database or the
/// group ends; a unit gets a savepoint only when it writes before that and is not alone.
/// </summary>
internal sealed class LaneGroup : IDisposable
{
    private const string UnitSavepoint = "baton_unit";

    private readonly LaneStore _store;
    private readonly bool _hasSeveralUnits;
    private readonly List<UnitRows> _kept = [];

    /// <summary>The locks of this transaction, and how many of them it had when the savepoint was set.</summary>
    private readonly List<long> _locks = [];
    private readonly HashSet<long> _held = [];
    private int _locksBefore;
    private UnitRows? _savepointOf;

    /// <summary>Messages that units begin to wait for, as long as they are gathered.</summary>
    private HashSet<(string Name, string CorrelationKey)>? _wanted;

    /// <param name="store">The lane's connection.</param>
    /// <param name="hasSeveralUnits">Units need savepoints, as one may fail and the others not.</param>
    /// <param name="locks">What a single unit is known to need; waited for before it begins, always in the same order.</param>
    public LaneGroup(LaneStore store, bool hasSeveralUnits, IReadOnlyCollection<long> locks)
    {
        _store = store;
        _hasSeveralUnits = hasSeveralUnits;
        _wanted = hasSeveralUnits && store.IsShared ? [] : null;
        Transaction = store.Begin();
        if (locks.Count > 0 && store.Locks is { } shared)
        {
            shared.Take([.. locks.Order()]);
            // Instances are read when they are asked for; their locks are only waited for here.
            Hold(locks.Where(key => key < 0));
        }
    }

    public DbConnection Connection => _store.Connection;

    public DbTransaction Transaction { get; }

    public KeyBlocks Keys => _store.Keys;

    public LaneStore Store => _store;

    /// <summary>What is known before the first unit.</summary>
    public GroupFacts Facts { get; private set; } = GroupFacts.None;

    /// <summary>A unit of a lonely group failed after it wrote: only rolling back everything undoes it.</summary>
    public bool IsSpoilt { get; private set; }

    /// <summary>Gets keys, and what the units are known to need.</summary>
    /// <returns>What the database answered; null where this lane is the only one.</returns>
    public OpeningAnswer? Open(IReadOnlyCollection<UnitNeeds> needs)
    {
        if (_store.Locks is not { } locks)
        {
            _store.Keys.Refill();
            return null;
        }
        var answer = locks.Open(GroupNeeds.Opening(needs));
        _store.Keys.Use(answer.FirstKey);
        Hold(answer.Locks);
        Facts = new(answer);
        return answer;
    }

    /// <summary>Takes a lock until the transaction ends, and asks what is known from then on; where this lane is alone it only asks.</summary>
    /// <exception cref="ContentionException">Another lane has the lock.</exception>
    public DbDataReader Read(long key, LaneQuery query)
    {
        if (_store.Locks is not { } locks || _held.Contains(key))
        {
            return query.Read();
        }
        var rows = query.Read(locks, key) ?? throw new ContentionException(key);
        Hold([key]);
        return rows;
    }

    /// <summary>Takes a lock until the transaction ends. Nothing to do where this lane is the only one.</summary>
    /// <returns>Whether the transaction did not have it yet.</returns>
    /// <exception cref="ContentionException">Another lane has it.</exception>
    public bool Lock(long key)
    {
        if (_store.Locks is not { } locks || _held.Contains(key))
        {
            return false;
        }
        if (!locks.TryTake(key))
        {
            throw new ContentionException(key);
        }
        Hold([key]);
        return true;
    }

    /// <summary>Whether this transaction alone may change the root instance, so that what memory has of it is right.</summary>
    public bool Owns(long root) => _store.Locks is null || _held.Contains(root);

    /// <summary>The root instance was just made by this transaction: nobody else knows of it.</summary>
    public void Own(long root)
    {
        if (_store.Locks is not null)
        {
            Hold([root]);
        }
    }

    /// <summary>
    /// Whether it is known that there is no message of this name and key, and that nobody else can send one before this transaction ends. As long as
    /// questions are gathered, a unit that has done nothing but start instances is postponed instead: to run it again costs less than to ask alone.
    /// </summary>
    /// <exception cref="PostponedException">The unit is to be run again after <see cref="AskTogether"/>.</exception>
    public bool IsWithoutMessage(UnitRows rows, string name, string correlationKey)
    {
        if (Facts.IsWithoutMessage(name, correlationKey))
        {
            return true;
        }
        if (_wanted is null || ReferenceEquals(_savepointOf, rows) || rows.Journal.Exists(entry => entry.Sequence > 1))
        {
            return false;
        }
        _wanted.Add((name, correlationKey));
        throw new PostponedException();
    }

    /// <summary>Who sends a message stays behind the units before it that were postponed on their way to wait for it.</summary>
    /// <exception cref="PostponedException">The unit is to be run again after <see cref="AskTogether"/>.</exception>
    public void StayBehind(UnitRows rows, string name, string correlationKey)
    {
        if (_wanted?.Contains((name, correlationKey)) == true && !ReferenceEquals(_savepointOf, rows))
        {
            throw new PostponedException();
        }
    }

    /// <summary>All units had a turn: asks what they wanted to know, in one round trip. From now on each asks for itself.</summary>
    public void AskTogether()
    {
        if (_wanted is { Count: > 0 })
        {
            SendEarlier(rows => rows.Messages.Count > 0);
            foreach (var message in _store.Locks!.TryTake(_wanted))
            {
                Hold([LockNames.Message(message.Name, message.CorrelationKey)]);
                if (!message.WasSent)
                {
                    Facts.AddWithoutMessage(message.Name, message.CorrelationKey);
                }
            }
        }
        _wanted = null;
    }

    /// <summary>Takes root instances that nobody else has. Call it for instances that this transaction does not own yet.</summary>
    public IReadOnlyDictionary<long, JournalTail> TryOwn(IReadOnlyList<(long Root, long From)> wanted)
    {
        var tails = _store.Locks!.TryTake(wanted);
        Hold(tails.Where(tail => tail.Value.IsTaken).Select(tail => tail.Key));
        return tails;
    }

    private void Hold(IEnumerable<long> keys)
    {
        foreach (var key in keys)
        {
            if (_held.Add(key))
            {
                _locks.Add(key);
            }
        }
    }

    /// <summary>Makes the rows of all units before this one visible in the database.</summary>
    public void SendEarlier()
    {
        foreach (var rows in _kept)
        {
            rows.WriteTo(_store.Writers);
        }
        _kept.Clear();
    }

    /// <summary>The same, unless none of them has rows that matter to what is about to be asked.</summary>
    public void SendEarlier(Predicate<UnitRows> matter)
    {
        if (_kept.Exists(matter))
        {
            SendEarlier();
        }
    }

    /// <summary>Lets the unit write; what it writes from now on can be taken back alone.</summary>
    public void Enter(UnitRows rows)
    {
        if (ReferenceEquals(_savepointOf, rows))
        {
            return;
        }
        SendEarlier();
        if (_hasSeveralUnits)
        {
            _store.Writers.Send();
            Transaction.Save(UnitSavepoint);
            _locksBefore = _locks.Count;
        }
        _savepointOf = rows;
    }

    /// <summary>The unit succeeded: its rows belong to the commit.</summary>
    public void Keep(UnitRows rows)
    {
        if (ReferenceEquals(_savepointOf, rows))
        {
            rows.WriteTo(_store.Writers);
            if (_hasSeveralUnits)
            {
                _store.Writers.Send();
                Transaction.Release(UnitSavepoint);
            }
            _savepointOf = null;
        }
        else if (!rows.IsEmpty)
        {
            rows.Settle();
            Facts.Change(rows);
            _kept.Add(rows);
        }
    }

    /// <summary>The unit failed: what it wrote is taken back.</summary>
    /// <returns>Whether nothing is left of it: false when it failed before it wrote, which may have spoilt the transaction all the same.</returns>
    public bool Drop(UnitRows rows)
    {
        if (!ReferenceEquals(_savepointOf, rows))
        {
            return !_store.IsShared;
        }
        _savepointOf = null;
        _store.Writers.Forget();
        if (!_hasSeveralUnits)
        {
            IsSpoilt = true;
            return true;
        }
        Transaction.Rollback(UnitSavepoint);
        Transaction.Release(UnitSavepoint);
        // The database lets go of what was locked since the savepoint.
        foreach (var key in _locks[_locksBefore..])
        {
            _held.Remove(key);
        }
        _locks.RemoveRange(_locksBefore, _locks.Count - _locksBefore);
        return true;
    }

    /// <summary>Writes what is still in memory, and commits.</summary>
    public void Commit()
    {
        if (IsSpoilt)
        {
            RollBack();
            return;
        }
        SendEarlier();
        _store.Writers.Commit(Transaction);
    }

    /// <summary>Takes back everything.</summary>
    public void RollBack()
    {
        Keys.RollBack();
        _store.Writers.Forget();
        Transaction.Rollback();
    }

    public void Dispose()
    {
        _store.Writers.Forget();
        Transaction.Dispose();
    }
}
