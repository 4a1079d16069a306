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

    /// <summary>Lets one process at a time change the schema, until the result is disposed.</summary>
    public virtual IDisposable? LockSchema(DbConnection writer) => null;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
