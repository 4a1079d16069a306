using System.Data.Common;

namespace Baton.Runtime.Storage;

/// <summary>
/// One database and how its connections are made. The runtime speaks SQL that all dialects understand; what differs between them is
/// behind this type. Safe for any number of threads.
/// </summary>
public abstract class BatonStorage : IDisposable
{
    /// <summary>What operators call this database, without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>The type of columns that hold bytes.</summary>
    public abstract string BlobType { get; }

    /// <summary>The type of columns that hold texts, which sort and compare by their code points.</summary>
    public virtual string TextType => "text";

    /// <summary>Ends a CREATE TABLE whose rows should lie in the order of the primary key; may be empty.</summary>
    public abstract string ClusteredTable { get; }

    /// <summary>True when only this process works on the database, so that claims of a run before can be dropped at the start.</summary>
    public abstract bool IsExclusive { get; }

    /// <summary>An open connection that may write. The caller owns it; where there is a single writer, others wait for its transactions.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>An open connection that only reads and sees what is committed. The caller owns it.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction that writes.</summary>
    public abstract DbTransaction Begin(DbConnection writer);

    /// <summary>What writes many rows at a time on <paramref name="writer"/>. The caller owns it.</summary>
    public abstract RowWriters Writers(DbConnection writer);

    /// <summary>The database's clock in milliseconds since 1970, as an SQL expression; the same for all processes.</summary>
    public abstract string ClockSql { get; }

    /// <summary>
    /// Ends a SELECT so that its rows are the transaction's own until it ends, and rows that belong to another one are left out. Empty where
    /// there is one writer.
    /// </summary>
    public virtual string SkipLocked => "";

    /// <summary>The locks of a lane, or null where one process has the database for itself and writes with one lane.</summary>
    /// <param name="writer">The lane's connection.</param>
    /// <param name="writers">Its writers.</param>
    public virtual LaneLocks? Locks(DbConnection writer, RowWriters writers) => null;

    /// <summary>
    /// The query that takes the next <see cref="KeysAtOnce"/> keys for a lane and tells the first; what it took stays taken when the transaction is
    /// rolled back. Null where keys are taken inside of transactions, because there is one writer.
    /// </summary>
    public virtual string? NextKeysSql => null;

    /// <summary>How many keys <see cref="NextKeysSql"/> takes.</summary>
    public virtual long KeysAtOnce => 0;

    /// <summary>What this database needs beside the tables; executed at each start, and to be without effect when it is there.</summary>
    public virtual IReadOnlyList<string> OwnSchema => [];

    /// <summary>Whether an exception of the database is worth another try of the same work: a deadlock or a race that somebody else won.</summary>
    public virtual bool IsContention(Exception error) => false;

    /// <summary>Whether an exception means that the database cannot be reached at the moment.</summary>
    public virtual bool IsUnreachable(Exception error) => false;

    /// <summary>What tells other processes on the database what happened; null where there are none.</summary>
    public virtual NodeChannel? OpenChannel() => null;

    /// <summary>Lets one process at a time change the schema, until the result is disposed.</summary>
    public virtual IDisposable? LockSchema(DbConnection writer) => null;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
