using System.Data.Common;

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

    /// <summary>By variable, the kept unit that wrote an output collection last.</summary>
    private readonly Dictionary<long, UnitRows> _collections = [];
    private UnitRows? _savepointOf;

    public LaneGroup(LaneStore store, bool hasSeveralUnits)
    {
        _store = store;
        _hasSeveralUnits = hasSeveralUnits;
        Transaction = store.Begin();
        store.Keys.Refill();
    }

    public DbConnection Connection => _store.Connection;

    public DbTransaction Transaction { get; }

    public KeyBlocks Keys => _store.Keys;

    public LaneStore Store => _store;

    /// <summary>A unit of a lonely group failed after it wrote: only rolling back everything undoes it.</summary>
    public bool IsSpoilt { get; private set; }

    /// <summary>Makes the rows of all units before this one visible in the database.</summary>
    public void SendEarlier()
    {
        foreach (var rows in _kept)
        {
            rows.WriteTo(_store.Writers);
        }
        _kept.Clear();
        _collections.Clear();
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
            Supersede(rows);
            _kept.Add(rows);
        }
    }

    /// <summary>Output collections that several units of the commit added to are written for the last of them only.</summary>
    private void Supersede(UnitRows rows)
    {
        foreach (var row in rows.Variables.Values.Where(row => row.Collection is not null))
        {
            row.Settle();
            if (_collections.TryGetValue(row.Key, out var earlier) && earlier.Variables.TryGetValue(row.Key, out var old) && !old.IsNew)
            {
                earlier.Variables.Remove(row.Key);
            }
            _collections[row.Key] = rows;
        }
    }

    /// <summary>The unit failed: what it wrote is taken back.</summary>
    public void Drop(UnitRows rows)
    {
        if (!ReferenceEquals(_savepointOf, rows))
        {
            return;
        }
        _savepointOf = null;
        if (_hasSeveralUnits)
        {
            _store.Writers.Forget();
            Transaction.Rollback(UnitSavepoint);
            Transaction.Release(UnitSavepoint);
        }
        else
        {
            IsSpoilt = true;
        }
    }

    /// <summary>Writes what is still in memory and commits.</summary>
    public void Commit()
    {
        if (IsSpoilt)
        {
            RollBack();
            return;
        }
        SendEarlier();
        _store.Writers.Send();
        Transaction.Commit();
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
