using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Baton.Runtime.Storage;

/// <summary>
/// Reading connections that are open, and who may have one. More than <see cref="RuntimeOptions.MaxReaders"/> at the same time would only make each other slower,
/// take a connection of the database each, and keep what they have read so far in memory; so the others wait for their turn, for a while.
/// </summary>
internal sealed class ReaderPool(BatonStorage storage, RuntimeOptions options) : IDisposable
{
    private readonly ConcurrentBag<DbConnection> _idle = [];
    private readonly SemaphoreSlim _turns = new(options.MaxReaders);
    private int _waiting;
    private volatile bool _isDisposed;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A connection, without waiting for a turn: for the runtime's own few questions, and for who has a turn already.</summary>
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

    /// <summary>Waits for a turn, in the order of asking; in real time, even when the clock is pinned.</summary>
    /// <exception cref="ReadersBusyException">Too many wait, or it took too long.</exception>
    public ValueTask<Turn> Wait(CancellationToken cancellationToken) =>
        _turns.Wait(0, CancellationToken.None) ? new(new Turn(_turns)) : new(WaitLonger(cancellationToken));

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

    private async Task<Turn> WaitLonger(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.WaitingReaders)
            {
                throw new ReadersBusyException();
            }
            return await _turns.WaitAsync(options.ReaderPatience, cancellationToken).ConfigureAwait(false)
                ? new Turn(_turns)
                : throw new ReadersBusyException();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Return(DbConnection connection)
    {
        if (_isDisposed || connection.State != ConnectionState.Open || _idle.Count >= options.PooledReaders)
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

    /// <summary>The right to read, until it is disposed.</summary>
    internal readonly struct Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
