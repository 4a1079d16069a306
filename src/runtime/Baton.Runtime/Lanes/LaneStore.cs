using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Lanes;

/// <summary>What a lane keeps between groups: its connection, prepared statements and keys. Used by the lane alone.</summary>
internal sealed class LaneStore : IDisposable
{
    private readonly BatonStorage _storage;
    private readonly Dictionary<string, LaneQuery> _queries = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    public LaneStore(BatonStorage storage)
    {
        _storage = storage;
        Connection = storage.OpenWriter();
        Writers = storage.Writers(Connection);
        Keys = new(this);
    }

    public DbConnection Connection { get; }

    public RowWriters Writers { get; }

    public KeyBlocks Keys { get; }

    public DbTransaction Begin() => _transaction = _storage.Begin(Connection);

    /// <summary>
    /// A prepared query of this text, ready to bind; it sees all rows written so far. Its reader must be closed before anything else is asked.
    /// </summary>
    public LaneQuery Query(string sql)
    {
        Writers.Send();
        if (!_queries.TryGetValue(sql, out var query))
        {
            query = new(Connection, sql);
            _queries.Add(sql, query);
        }
        query.Reset(_transaction);
        return query;
    }

    public void Dispose()
    {
        foreach (var query in _queries.Values)
        {
            query.Dispose();
        }
        Writers.Dispose();
        Connection.Dispose();
    }
}
