namespace Baton.Runtime.Storage;

/// <summary>
/// Writes many rows of one <see cref="RowShape"/>: begin, bind the values from left to right, then <see cref="Add"/>. A dialect may send rows at
/// once or collect them until <see cref="RowWriters.Send"/>. Used by one thread at a time.
/// </summary>
public abstract class RowWriter : IDisposable
{
    /// <summary>Begins a row; what a row before left unfinished is forgotten.</summary>
    public abstract RowWriter Begin();

    /// <summary>Binds the next value.</summary>
    public abstract RowWriter Bind(long value);

    /// <summary>Binds the next value.</summary>
    public abstract RowWriter Bind(long? value);

    /// <summary>Binds the next value.</summary>
    public abstract RowWriter Bind(string? value);

    /// <summary>Binds the next value.</summary>
    public abstract RowWriter Bind(ReadOnlySpan<byte> value);

    /// <summary>Binds the next value; true is 1.</summary>
    public RowWriter Bind(bool value) => Bind(value ? 1L : 0L);

    /// <summary>Ends a row.</summary>
    public abstract void Add();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
