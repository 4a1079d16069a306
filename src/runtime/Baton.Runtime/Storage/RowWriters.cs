using System.Data.Common;

namespace Baton.Runtime.Storage;

/// <summary>The row writers of one writing connection, one a shape. Rows of the same key take effect in the order they were added in.</summary>
public abstract class RowWriters : IDisposable
{
    /// <summary>Begins a row of a shape; shapes are static, so the reference tells them apart.</summary>
    public abstract RowWriter this[RowShape shape] { get; }

    /// <summary>After this all rows added so far are visible to statements of the same transaction.</summary>
    public abstract void Send();

    /// <summary>Runs a query of the same connection that sees all rows added so far.</summary>
    public virtual DbDataReader Read(DbCommand query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Send();
        return query.ExecuteReader();
    }

    /// <summary>Runs a statement of the same connection after all rows added so far.</summary>
    /// <returns>How many rows it changed.</returns>
    public virtual int Execute(DbCommand statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        Send();
        return statement.ExecuteNonQuery();
    }

    /// <summary>Commits the transaction with all rows added so far.</summary>
    public virtual void Commit(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        Send();
        transaction.Commit();
    }

    /// <summary>Forgets rows that were not sent: the transaction they belong to is over.</summary>
    public abstract void Forget();

    /// <summary>Frees the prepared statements.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the prepared statements.</summary>
    protected virtual void Dispose(bool disposing) { }
}
