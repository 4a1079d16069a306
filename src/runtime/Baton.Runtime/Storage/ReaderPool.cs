using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Baton.Runtime.Storage;

/// <summary>Reading connections that are open and waiting. More than the capacity may be out at once; the surplus is closed on return.</summary>
internal sealed class ReaderPool(BatonStorage storage, int capacity) : IDisposable
{
    private readonly ConcurrentBag<DbConnection> _idle = [];
    private volatile bool _isDisposed;

    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(BatonRuntime));
        while (_idle.TryTake(out var idle))
        {
            if (idle.State == ConnectionState.Open)
            {
                return new(this, idle);
            }
            idle.Dispose();
        }
        return new(this, storage.OpenReader());
    }

    /// <summary>The database was away: connections that wait here are of no use any more.</summary>
    public void Clear()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Clear();
    }

    private void Return(DbConnection connection)
    {
        if (_isDisposed || connection.State != ConnectionState.Open || _idle.Count >= capacity)
        {
            connection.Dispose();
            return;
        }
        _idle.Add(connection);
    }

    internal readonly struct Lease(ReaderPool pool, DbConnection connection) : IDisposable
    {
        public DbConnection Connection => connection;

        public void Dispose() => pool.Return(connection);
    }
}
