using System.Data;
using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>What a lane keeps between groups: its connection, prepared statements and keys. Used by the lane alone.</summary>
internal sealed class LaneStore : IDisposable
{
    private readonly BatonStorage _storage;
    private readonly Dictionary<string, LaneQuery> _queries = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    /// <param name="storage">The database.</param>
    /// <param name="keysTaken">Is told the first key of each block that the lane gets where it is not alone.</param>
    public LaneStore(BatonStorage storage, Action<long>? keysTaken = null)
    {
        _storage = storage;
        Connection = storage.OpenWriter();
        Writers = storage.Writers(Connection);
        Locks = storage.Locks(Connection, Writers);
        Keys = new(this, keysTaken);
    }

    public DbConnection Connection { get; private set; }

    public RowWriters Writers { get; private set; }

    /// <summary>Null where this lane is the only one that writes.</summary>
    public LaneLocks? Locks { get; private set; }

    public KeyBlocks Keys { get; }

    /// <summary>Whether other lanes write beside this one.</summary>
    public bool IsShared => Locks is not null;

    /// <summary>Ends a SELECT that claims its rows.</summary>
    public string SkipLocked => _storage.SkipLocked;

    public string ClockSql => _storage.ClockSql;

    public DbTransaction Begin()
    {
        if (Connection.State != ConnectionState.Open)
        {
            Reconnect();
        }
        return _transaction = _storage.Begin(Connection);
    }

    /// <summary>Takes the next keys for this lane where others take some too.</summary>
    /// <returns>The first and how many there are, or null where keys are taken from the block table.</returns>
    public (long First, long Count)? TakeKeys() =>
        _storage.NextKeysSql is { } sql
            ? (Query(sql).Number() ?? throw new InvalidOperationException("The database gave no keys."), _storage.KeysAtOnce)
            : null;

    /// <summary>How many keys each group gets where the lane is not alone.</summary>
    public long KeysAtOnce => _storage.KeysAtOnce;

    public bool IsContention(Exception error) => error is ContentionException || _storage.IsContention(error);

    public bool IsUnreachable(Exception error) => _storage.IsUnreachable(error);

    /// <summary>
    /// A prepared query of this text, ready to bind; it sees all rows written so far. Its reader must be closed before anything else is asked.
    /// </summary>
    public LaneQuery Query(string sql)
    {
        if (!_queries.TryGetValue(sql, out var query))
        {
            query = new(this, sql);
            _queries.Add(sql, query);
        }
        query.Reset(_transaction);
        return query;
    }

    public void Dispose() => Close();

    /// <summary>The database was away: everything that belonged to the old connection went with it.</summary>
    private void Reconnect()
    {
        Close();
        Connection = _storage.OpenWriter();
        Writers = _storage.Writers(Connection);
        Locks = _storage.Locks(Connection, Writers);
    }

    private void Close()
    {
        foreach (var query in _queries.Values)
        {
            query.Dispose();
        }
        _queries.Clear();
        Writers.Dispose();
        Connection.Dispose();
    }
}
